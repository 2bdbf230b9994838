"""`manage.py export_glossary`: every format comes back as what it was, or says what it drops."""

import re
import zipfile
from io import BytesIO, StringIO
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.test import Client
from PIL import Image

from authoring.importing.cleaning import with_headings
from exchange.glossary import folder
from exchange.records.reading import read_entries
from terms.models import RelatedTerm, Term
from tests.authoring.importing.conftest import Import, entry
from tests.world import DAY, make_category

pytestmark = pytest.mark.django_db

SOURCE = """\
title,text,aliases,hidden_names,abbreviation,broader,related,category,licence,tags,deprecated_names,homonyms,contrasts,prerequisites,replaced_by
"=Odd, name","It is a `code`, see [two](term:Two).

### More

Text.

- One
- Two",other name; third,Eal,OD,Two,Three,Shelf,CC0,ML; Cost control,Oddity,"CD: A disc, or so.
OO","Three: It is odd, three is not.",Three; Two,Two
Two,The second.,,,,,,Shelf,,,,CD,,,
Three,The third.,,,,,,Rack,,,,,,,
"""


def export(kind: str, out: Path) -> str:
    said = StringIO()
    call_command("export_glossary", str(out), format=kind, stdout=said)
    return said.getvalue()


@pytest.mark.parametrize(
    ("kind", "name"), [("csv", "o.csv"), ("xlsx", "o.xlsx"), ("skos", "o.ttl"), ("markdown", "o")]
)
def test_what_goes_out_comes_back(
    take: Import, site: Path, tmp_path: Path, kind: str, name: str
) -> None:
    _said, before = there_and_back(take, site, kind, tmp_path / name)
    assert {path.parent.name for path in site.glob("terms/*/term.md")} == before.keys()
    for slug, text in before.items():
        assert shown(entry(site, slug), kind) == shown(text, kind)


def there_and_back(take: Import, site: Path, kind: str, out: Path) -> tuple[str, dict[str, str]]:
    """Exports three entries, removes them and imports the file: what was said, and what was there."""
    take("source.csv", SOURCE.replace('"=Odd', "\"'=Odd"))
    call_command("load_content", str(site), verbosity=0)
    said = export(kind, out)
    assert "entries: 3 written" in said
    before = {path.parent.name: path.read_text() for path in site.glob("terms/*/term.md")}
    for path in [*site.glob("terms/*/term.md"), site / ".imports.json", site / "sources.yaml"]:
        path.unlink()
    for one in site.glob("terms/*"):
        one.rmdir()
    take(out.name)
    return said, before


@pytest.mark.parametrize(
    ("kind", "name", "kept", "added"),
    [
        ("openmetadata", "o.csv", ("broader", "related", "aliases"), set()),
        ("datahub", "o.yaml", ("broader", "related"), {"shelf", "rack"}),
    ],
)
def test_a_file_for_catalogues_comes_back_but_for_what_it_says_it_drops(
    take: Import, site: Path, tmp_path: Path, kind: str, name: str, kept: tuple[str, ...],
    added: set[str],
) -> None:  # fmt: skip
    said, before = there_and_back(take, site, kind, tmp_path / name)
    for what in ("all text but the short answer", "tags", "prerequisites", "replacements"):
        assert f"no place for: {what}" in said
    assert {path.parent.name for path in site.glob("terms/*/term.md")} == {*before} | added
    for slug, text in before.items():
        was, now = (yaml.safe_load(one.split("---\n")[1]) for one in (text, entry(site, slug)))
        assert now["title"] == was["title"]
        assert bare(now["tldr"]) == bare(was["tldr"])
        for field in kept:
            # DataHub's nodes, which are categories, become broader terms.
            found = {*map(str, now.get(field, ()))} - added
            assert found >= {str(one) for one in was.get(field, ()) if isinstance(one, str)}


def bare(text: str) -> str:
    """A text without where its links lead."""
    return re.sub(r"\]\([^)]*\)", "]", text)


def shown(text: str, kind: str) -> list[str]:
    """The lines of an entry but for what says where it is from, and what the format drops."""
    dropped = ["updated:", "  - source:", "    note:", "      "]
    dropped += ["category:", "abbreviation:", "  - OD"] if kind == "skos" else []
    return sorted(
        line for line in with_headings(text).split("\n") if not line.startswith(tuple(dropped))
    )


def test_nothing_is_written_over_and_what_is_dropped_is_named(
    content: Path, tmp_path: Path
) -> None:
    call_command("load_content", str(content), verbosity=0)
    said = export("csv", tmp_path / "o.csv")
    assert "2 × 'figures' is left out" in said
    with pytest.raises(CommandError, match="is there already"):
        export("csv", tmp_path / "o.csv")


def test_a_thousand_entries_and_what_they_lead_to_are_read() -> None:
    category = make_category()
    numbers = range(1_050)
    terms = Term.objects.bulk_create(
        Term(slug=f"t{n}", title=f"T{n}", category=category, status="published", updated_on=DAY)
        for n in numbers
    )
    RelatedTerm.objects.bulk_create(
        RelatedTerm(term=terms[n], target=terms[n - 1], why="It is next.") for n in numbers
    )
    assert sum(len(one.relations) for one in read_entries("https://words.example")) == len(numbers)


def test_terms_that_are_called_like_files_for_people_come_back(
    take: Import, site: Path, tmp_path: Path
) -> None:
    take("source.csv", "Term,Definition\nREADME,It is read.\nLicense,See [README](term:README).\n")
    call_command("load_content", str(site), verbosity=0)
    export("markdown", tmp_path / "o")
    said = take("o")
    assert "entries: 2 read" in said
    assert "left out" not in said
    assert "leads to no entry" not in said


def test_images_come_back_with_a_folder_and_its_zip(
    take: Import, site: Path, tmp_path: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs").mkdir()
    Image.new("RGB", (2, 2)).save(tmp_path / "docs" / "pic.png")
    (tmp_path / "docs" / "drift.md").write_text(
        "---\ntitle: Drift\n---\nIt moves.\n\n![A line](pic.png)\n"
    )
    take("docs")
    call_command("load_content", str(site), verbosity=0)
    export("markdown", tmp_path / "o")
    assert "![A line](drift/pic.png)" in (tmp_path / "o" / "drift.md").read_text()
    (tmp_path / "o.zip").write_bytes(client.get("/glossary.zip").content)
    for name in ("o", "o.zip"):
        empty = tmp_path / f"from-{name}"
        empty.mkdir()
        (empty / "site.yaml").write_text((site / "site.yaml").read_text())
        call_command(
            "import_glossary", str(tmp_path / name), "--yes", into=empty, stdout=StringIO()
        )
        assert "![A line](pic.png)" in entry(empty, "drift")
        images = [one / "terms" / "drift" / "pic.png" for one in (site, empty)]
        assert images[0].read_bytes() == images[1].read_bytes()

    monkeypatch.setattr(folder, "ZIP_IMAGE_BYTES", 10)
    with zipfile.ZipFile(BytesIO(client.get("/glossary.zip").content)) as packed:
        assert packed.namelist() == ["drift.md"]
        assert b"![A line](http://testserver/terms/drift/images/" in packed.read("drift.md")
