"""The import in the admin: looked at, made drafts, changed and proposed, and nobody's but one's own."""

import io
import zipfile
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from PIL import Image
from pytest_django import Settings

from authoring.history import files
from authoring.history.saving import current_texts, save_texts
from authoring.models import FileVersion, Proposal
from terms.models import Category, Source, Term, TermImage
from tests.authoring.test_editing import decide, signed_in

pytestmark = pytest.mark.django_db
URL = "/admin/import/"
LIST = "Data drift: A slow change.\nModel: It predicts, see [drift](#data-drift).\n"
CSV = "Begriff,Was es ist,Intern\nDrift,A change.,x\n"
Send = Callable[..., Any]


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path, content: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"
    call_command("load_content", str(content), stdout=StringIO())


@pytest.fixture
def client() -> Client:
    return signed_in("Publisher")


def send(client: Client, name: str, data: str | bytes, **values: str) -> Any:
    file = SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)
    return client.post(URL, {"file": file, "language": "en", **values})


def go_on(client: Client, page: Any, do: str = "make", **values: str) -> Any:
    """Press a button of the page, which sends what the page holds."""
    form = page.context["form"]
    sent = {"upload": form["upload"].value(), "language": "en", do: "1", **values}
    return client.post(URL, sent, follow=True)


def take(client: Client, name: str, data: str | bytes, **values: str) -> Any:
    return go_on(client, send(client, name, data, **values), **values)


def zipped(**files: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in files.items():
            archive.writestr(
                name.replace("__", "/").replace("_md", ".md").replace("_png", ".png"), data
            )
    return packed.getvalue()


def test_a_file_is_looked_at_and_then_made_drafts(client: Client, settings: Settings) -> None:
    page = send(client, "words.txt", LIST, licence="CC BY 4.0")
    assert "words.txt: nothing is written yet" in page.text
    assert len(page.context["look"].plan.made) == 2
    assert not Term.objects.filter(slug="model").exists()
    assert "2 drafts were made" in go_on(client, page, licence="CC BY 4.0").text
    term = Term.objects.get(slug="model")
    assert (term.status, term.tldr) == ("draft", "It predicts, see [drift](term:data-drift).")
    assert "CC BY 4.0" in Source.objects.get(key="import-words").note
    version = FileVersion.objects.current().get(path="terms/model/term.md")
    assert (version.how, version.note) == ("edited", "imported from words.txt")
    assert list((settings.VAR_DIR / "imports").iterdir()) == []


def test_what_was_made_is_dumped_and_loads(client: Client, tmp_path: Path) -> None:
    take(client, "words.txt", LIST)
    folder = tmp_path / "dumped" / "content"
    call_command("dump_content", str(folder), stdout=StringIO())
    out = StringIO()
    call_command("load_content", str(folder), stdout=out)
    assert "status: draft" in (folder / "terms/model/term.md").read_text()
    assert Term.objects.get(slug="model").status == "draft"


def test_the_same_again_is_nothing_new_even_once_it_is_published(client: Client) -> None:
    take(client, "words.txt", LIST)
    publish("model")
    page = send(client, "words.txt", LIST)
    assert (page.context["look"].plan.unchanged, page.context["look"].can_be_made) == (2, False)
    assert "There is nothing to make." in page.text


def publish(slug: str) -> None:
    """As somebody does in the admin, with nothing but the state changed."""
    from authoring.history.saving import current_texts, save_texts

    term = Term.objects.get(slug=slug)
    text = current_texts(slug)["term.md"]
    said = files.says("term.md", text) | {"status": "published"}
    save_texts(term, {"term.md": files.written("term.md", text, said)}, User.objects.first())  # type: ignore[arg-type]


def test_a_change_of_a_draft_is_made_and_one_of_a_published_entry_is_proposed(
    client: Client,
) -> None:
    take(client, "words.txt", LIST)
    publish("model")
    changed = LIST.replace("slow", "steady").replace("predicts", "foresees")
    page = take(client, "words.txt", changed)
    assert "1 draft was changed; 1 change of a published entry waits for a reviewer" in page.text
    assert Term.objects.get(slug="data-drift").tldr == "A steady change."
    assert "predicts" in Term.objects.get(slug="model").tldr
    again = send(client, "words.txt", changed)
    assert "was proposed before" in again.text
    decide(signed_in("Reviewer"), Proposal.objects.get(), "accept")
    term = Term.objects.get(slug="model")
    assert ("foresees" in term.tldr, term.status) == (True, "published")
    assert send(client, "words.txt", changed).context["look"].plan.unchanged == 2


def test_what_was_edited_here_is_left(client: Client) -> None:
    take(client, "words.txt", LIST)

    term = Term.objects.get(slug="model")
    text = current_texts("model")["term.md"].replace("It predicts", "It guesses")
    save_texts(term, {"term.md": text}, User.objects.get())
    page = send(client, "words.txt", LIST.replace("predicts", "foresees"))
    assert "was edited since it was imported" in page.text
    assert not page.context["look"].plan.changed


def test_columns_are_guessed_shown_and_chosen(client: Client) -> None:
    page = send(client, "t.csv", CSV)
    assert [column.field for column in page.context["columns"]] == ["title", "", ""]
    chosen = {"columns": "Begriff|Was es ist|Intern", "column-0": "title", "column-1": "text"}
    page = go_on(client, page, "look", **chosen, **{"column-2": ""})
    assert "the column &#x27;Intern&#x27; is left out" in page.text
    go_on(client, page, **chosen, **{"column-2": ""})
    assert Term.objects.get(slug="drift").tldr == "A change."


def test_a_table_without_a_title_can_still_be_told(client: Client) -> None:
    page = send(client, "t.csv", "A,B\nDrift,A change.\n")
    assert page.status_code == 422
    assert "no column looks like a title" in page.text
    go_on(client, page, **{"columns": "A|B", "column-0": "title", "column-1": "text"})
    assert Term.objects.get(slug="drift").tldr == "A change."


def test_a_folder_comes_as_a_zip_with_its_images(client: Client) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (2, 2)).save(picture, "PNG")
    text = b"---\ntitle: Drift\n---\nSlow.\n\n![A line](pic.png)\n"
    take(client, "docs.zip", zipped(docs__drift_md=text, docs__pic_png=picture.getvalue()))
    image = TermImage.objects.get(term__slug="drift")
    assert (image.name, bytes(image.data)) == ("pic.png", picture.getvalue())
    assert (
        send(client, "docs.zip", zipped(docs__drift_md=text, docs__pic_png=picture.getvalue()))
        .context["look"]
        .plan.unchanged
        == 1
    )


def test_a_site_with_a_logo_takes_an_import(
    client: Client, content: Path, settings: Settings
) -> None:
    settings.CONTENT_DIR = content
    (content / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    site = content / "site.yaml"
    site.write_text(site.read_text().replace("glossary:\n", "glossary:\n  logo: logo.svg\n"))
    call_command("load_content", str(content), stdout=StringIO())
    take(client, "t.csv", "Term,Definition\nDrift,A change.\n")
    assert Term.objects.filter(slug="drift").exists()


def test_a_file_that_nobody_knows_is_named_without_its_place(client: Client) -> None:
    page = send(client, "photo.png", b"\x89PNG\r\n")
    assert "photo.png is of no known format" in page.text
    assert "/photo.png" not in page.text


def linked() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("docs/passwd.md")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return packed.getvalue()


def lying() -> bytes:
    """A member that says to be smaller than it is."""
    data = zipped(a_md=b"0" * 5_000_000)
    return data.replace((5_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: zipped(**{"../out_md": b"x"}), "leads out of it"),
        (lambda: zipped(**{"/etc/out_md": b"x"}), "leads out of it"),
        (linked, "holds a link"),
        (lambda: zipped(bomb_md=b"0" * 201_000_000), "unpacks to 201,000,000 bytes"),
        (lying, "is no ZIP that can be read"),
        (lambda: b"PK\x03\x04", "is no ZIP that can be read"),
    ],
)
def test_a_hostile_zip_is_refused(
    client: Client, make: Callable[[], bytes], said: str, tmp_path: Path
) -> None:
    page = send(client, "docs.zip", make())
    assert (page.status_code, said in page.text) == (422, True)
    assert not [*tmp_path.rglob("out.md")]


def test_an_upload_is_its_senders_and_does_not_last(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = send(client, "words.txt", LIST)
    stranger = go_on(signed_in("Publisher", "other"), page)
    assert (stranger.status_code, "choose it again" in stranger.text) == (422, True)
    monkeypatch.setattr("authoring.importing.uploads.KEPT_S", -1)
    assert go_on(client, page).status_code == 422
    assert not Term.objects.filter(slug="model").exists()


def test_who_may_not_write_may_not_import() -> None:
    assert Client().get(URL).status_code == 302
    client = signed_in("Author")
    User.objects.get(username="author").groups.clear()
    assert client.get(URL).status_code == 403
    assert send(client, "words.txt", LIST).status_code == 403


def test_an_author_brings_no_category(client: Client) -> None:
    author = signed_in("Author")
    page = take(author, "t.csv", "Term,Definition,Category\nDrift,A change.,New one\n")
    assert "only a publisher may add" in page.text
    assert not Term.objects.filter(slug="drift").exists()
    take(client, "t.csv", "Term,Definition,Category\nDrift,A change.,New one\n")
    assert Term.objects.get(slug="drift").category == Category.objects.get(slug="new-one")
    assert "2 drafts were made" in take(author, "words.txt", LIST).text


def test_a_form_without_a_file_says_so(client: Client) -> None:
    assert client.get(URL).status_code == 200
    page = client.post(URL, {"language": "en"})
    assert (page.status_code, "Choose a file." in page.text) == (422, True)
    assert client.put(URL).status_code == 405
