"""`manage.py import_glossary`: a dry run, entries that load, and nobody's edits written over."""

import zipfile
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils.translation import gettext
from PIL import Image

from authoring.files.cross_checks import check_library
from authoring.files.library import read_library
from authoring.importing import entries, writing
from tests.authoring.importing.conftest import Import, entry

LIST = "Data drift: A slow change.\nModel: It predicts, see [drift](#data-drift) and [more](/nowhere/).\n"


def test_a_dry_run_writes_nothing(take: Import, site: Path) -> None:
    said = take("words.txt", LIST, yes=False)
    assert "2 read, 2 to be made" in said
    assert "a link leads to no entry: words.txt:2 [more]" in said or "words.txt:2 /nowhere/" in said
    assert "Nothing was written" in said
    assert [path.name for path in site.iterdir()] == ["site.yaml"]


@pytest.mark.django_db
def test_what_is_imported_loads_and_shows_licence_and_origin(take: Import, site: Path) -> None:
    take(
        "words.txt",
        LIST,
        "--licence",
        "CC BY 4.0",
        "--title",
        "Our words",
        "--url",
        "https://o.example",
    )
    call_command("load_content", str(site), verbosity=0)
    page = Client().get("/terms/model/").content.decode()
    assert 'href="/terms/data-drift/"' in page
    assert "CC BY 4.0" in page
    assert "Our words" in page


def test_a_second_import_of_the_same_changes_nothing(take: Import, site: Path) -> None:
    take("words.txt", LIST)
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert "0 to be made, 0 changed, 2 unchanged" in take("words.txt")
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_a_site_that_never_started_imports_in_its_language(
    take: Import, site: Path, tmp_path: Path
) -> None:
    var = tmp_path / "var"
    with override_settings(LANGUAGE_CODE="de", VAR_DIR=var, LOCALE_PATHS=[var / "locale"]):
        assert gettext("Various authors") == "Various authors"
        take("words.txt", LIST, "--language", "de")
    assert "Übernommen aus words.txt" in entry(site, "model")


def test_a_change_is_shown_and_an_edit_is_left(take: Import, site: Path) -> None:
    take("words.txt", LIST)
    file = site / "terms" / "model" / "term.md"
    file.write_text(file.read_text().replace("It predicts", "It guesses"))
    said = take("words.txt", LIST.replace("slow", "steady").replace("predicts", "foresees"))
    assert "-tldr: A slow change." in said
    assert "+tldr: A steady change." in said
    assert "'model' was edited since it was imported: words.txt:2 Model" in said
    assert "It guesses" in file.read_text()
    assert "steady" in entry(site, "data-drift")


def test_what_was_deleted_stays_deleted_and_what_is_ones_own_stays(
    take: Import, site: Path
) -> None:
    take("words.txt", LIST)
    file = site / "terms" / "model" / "term.md"
    file.unlink()
    file.parent.rmdir()
    assert "'model' was deleted since it was imported" in take("words.txt")
    own = entry(site, "data-drift")
    said = take(
        "other.txt", "Data drift: Something else.\nCanary: A bird. See [it](#data-drift).\n"
    )
    assert "'data-drift' is an entry of the folder that this import did not make" in said
    assert entry(site, "data-drift") == own
    assert "(term:data-drift)" in entry(site, "canary")


def test_names_are_given_once_and_relations_have_two_ends(take: Import, site: Path) -> None:
    said = take(
        "t.csv",
        "Term,Definition,Synonyms,Parent,Related\n"
        "Continuous delivery,It ships.,CD,Custom,Nowhere\n"
        "Disc,It spins.,CD,,\nCustom,A habit.,,,\nCUSTOM,Again.,,,\nÜber,Above.,,,\n注文,An order.,,,\n",
    )
    assert "another name is a name of several entries, and a homonym of each" in said
    assert "t.csv: row 2 'CD'" in said
    assert "t.csv: row 3 'CD'" in said
    for slug in ("continuous-delivery", "disc"):
        assert "homonyms:\n  - CD\n" in entry(site, slug)
        assert "aliases" not in entry(site, slug)
    assert "has the title of 'custom': tell them apart" in said
    assert "'related' names an entry that is not here: t.csv: row 2 Nowhere" in said
    assert "broader:\n  - custom\n" in entry(site, "continuous-delivery")
    assert "continuous-delivery" not in entry(site, "custom")
    assert entry(site, "uber")
    assert entry(site, "注文")


def test_images_are_copied_and_those_from_elsewhere_become_links(
    take: Import, site: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    Image.new("RGB", (2, 2)).save(folder / "pic.png")
    (folder / "drift.md").write_text(
        "---\ntitle: Drift\n---\nSlow.\n\n![A line](pic.png) ![Far](https://x.example/y.png) ![No](no.png)\n"
    )
    said = take("docs")
    assert "![A line](pic.png) [Far](https://x.example/y.png) No" in entry(site, "drift")
    assert (site / "terms" / "drift" / "pic.png").is_file()
    assert "an image is left out: its file is not there: drift.md:6 no.png" in said
    assert "1 unchanged" in take("docs")


def test_a_link_that_leads_nowhere_leads_where_its_words_say(take: Import, site: Path) -> None:
    said = take("words.txt", "Page: See [_slot_](g), [page](g) and [ways](g).\nSlot: A gap.\n")
    assert "See [_slot_](term:slot), page and ways." in entry(site, "page")
    assert "a link leads to no entry: words.txt:1 g" in said


def test_a_long_text_is_kept_up_to_where_an_entry_ends(take: Import, site: Path) -> None:
    more = "\n\n".join(["Word " * 100] * 60)
    said = take(
        "drift.md", f"---\ntitle: Drift\n---\nSlow.\n\n{more}\n\n```\ncode\n\n```\n\nThe end.\n"
    )
    assert "is longer than 20,000 characters: its text ends before this" in said
    assert 19_000 < len(entry(site, "drift")) < 20_500


def test_an_entry_without_a_category_takes_none_of_another(take: Import, site: Path) -> None:
    words = "Term,Definition,Category\nDrift,It moves.,Data\nGap,It is empty.,\n"
    take("t.csv", words)
    assert "category: all-terms" in entry(site, "gap")
    assert "2 unchanged" in take("t.csv", words)


def test_what_can_be_no_entry_is_named_and_nothing_links_to_it(take: Import, site: Path) -> None:
    said = take("words.txt", "Gap: See [it](#tbd).\nTBD: No word yet.\n")
    assert "1 to be made" in said
    assert "title: 'TBD' only fills a place" in said
    assert "See it." in entry(site, "gap")


@pytest.mark.parametrize(
    ("text", "times", "end"),
    [
        (b"0", 201_000_000, "unpacks to 201,000,000 bytes"),
        (b"<row/>", 20_001, "a sheet of more than 20,000 rows"),
    ],
)
def test_a_spreadsheet_that_is_too_large_ends_clearly(
    take: Import, site: Path, text: bytes, times: int, end: str
) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", text * times)
    said = take("large.xlsx", packed.getvalue())
    assert end in said
    assert "nothing was written" in said
    assert not (site / "terms").exists()


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("name", "data", "end"),
    [
        ("deep.xml", "<mediawiki>" + "<a>" * 101, "or 100 inside each other"),
        ("torn.xlsx", b"PK\x03\x04no", "is no XLSX that can be read"),
        ("bomb.xml", f"<?xml version='1.0'?>{ENTITIES}<mediawiki>&b;</mediawiki>", "declares entities"),
        ("bomb.rdf", f"<?xml version='1.0'?>{ENTITIES}<rdf:RDF xmlns:rdf='x'>&b;</rdf:RDF>", "declares entities"),
        ("far.jsonld", '{"@context": "http://127.0.0.1:9/", "@id": "a"}', "@context at an address"),
        ("bomb.yml", "- slug: &a x\n  en: {term: *a}\n", "used again by an alias"),
        ("torn.ttl", "a b c .", "is no turtle that can be read"),
        ("torn.csv", b"Term\0,x\n", "is no text"),
        ("empty.csv", "\n", "no column looks like a title"),
        ("line.csv", "Term,Definition\na,b\nc," + "," * 1_000_001, "line.csv:3 has more than 1,000,000 characters in a line"),
        ("line.txt", "Drift: " + "x" * 1_000_000, "line.txt:1 has more than 1,000,000 characters in a line"),
        ("wide.csv", "Term,Definition" + ",c" * 500, "row 1 has more than 500 columns"),
    ],
)  # fmt: skip
def test_hostile_and_broken_files_end_clearly(
    take: Import, site: Path, name: str, data: str | bytes, end: str
) -> None:
    said = take(name, data)
    assert end in said
    assert "nothing was written" in said
    assert not (site / "terms").exists()


def test_too_many_rows_end_early(take: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("authoring.importing.readers.spreadsheets.MAX_ENTRIES", 3)
    assert "has more than 3 rows" in take("many.csv", "Term,Definition\n" + "a,b\n" * 5)
    assert entries.MAX_ENTRIES == 20_000


def test_an_import_that_was_cut_off_goes_on(
    take: Import, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "A one: It is one.\nB two: It is two.\nC three: It is three.\n"
    take("words.txt", words.replace("C three: It is three.\n", ""))
    changed = words.replace("It is", "It will be")
    replace, written = writing._replace, []

    def fail(path: Path, data: bytes) -> None:
        replace(path, data)
        written.append(path)
        if path.parent.name == "a-one" or "c-three" in path.parts:
            raise OSError(5, "cut off", str(path))

    monkeypatch.setattr(writing, "_replace", fail)
    for _ in range(2):
        assert "cut off" in take("words.txt", changed)
    monkeypatch.undo()
    said = take("words.txt", changed)
    assert "0 left" in said
    assert all("It will be" in entry(site, slug) for slug in ("a-one", "b-two", "c-three"))
    assert "3 unchanged" in take("words.txt", changed)
    assert "before" not in (site / ".imports.json").read_text()


def test_a_folder_that_is_no_content_is_refused(take: Import, site: Path) -> None:
    (site / "site.yaml").unlink()
    assert "make a content folder with new_site" in take("words.txt", LIST)


def test_what_entries_share_is_a_homonym_of_each_and_loads(take: Import, site: Path) -> None:
    words = (
        "Term,Definition,Synonyms,Abbreviation\n"
        "Continuous delivery,It ships.,Shipping,CD\nDisc,It spins.,CD;Record,\n"
        "Record,It is kept.,,\nCompact disc,It shines.,,CD\n"
    )
    said = take("t.csv", words)
    for row in (2, 3, 5):
        assert f"t.csv: row {row} 'CD'" in said
    assert "another name is a name of another entry, and left out: t.csv: row 3 'Record'" in said
    library = read_library(site)
    check_library(library)
    assert [one.message for one in library.problems if one.code == "name-taken"] == []
    assert "4 unchanged" in take("t.csv", words)
    assert "a homonym of each: u.csv: row 2 'CD'" in take("u.csv", "Term,Synonyms\nCourt date,CD\n")


def test_what_was_imported_is_known_by_its_new_name(take: Import, site: Path) -> None:
    words = "Data drift: It moves. See [it](#model).\nModel: It guesses.\n"
    take("words.txt", words)
    call_command("rename_term", "model", "ml-model", folder=site, stdout=StringIO())
    assert "(term:ml-model)" in entry(site, "data-drift")
    assert "2 unchanged" in take("words.txt", words)
    assert "1 changed" in take("words.txt", words.replace("guesses", "infers"))
    assert "It infers" in entry(site, "ml-model")
    assert "was:\n  - model\n" in entry(site, "ml-model")
    assert not (site / "terms" / "model").exists()
