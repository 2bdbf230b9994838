"""The picture of a term, from its file to the page, the search, the admin, and back."""

from pathlib import Path

import pytest
from django.db import IntegrityError
from django.test import Client

from authoring.files.library import ContentError
from authoring.load.loading import load_content
from authoring.models import FileVersion
from terms.models import Picture, SearchDocument, Term
from tests.authoring.conftest import Spoil
from tests.authoring.test_dump_content import bytes_of, dump, load
from tests.authoring.test_editing import save, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CYCLE = """\
picture:
  kind: cycle  # it never ends
  title: Around it goes.
  centre: The model
  parts:
    - label: Data
      note: collect & check
    - label: Train
    - {label: Watch, note: drift and cost}
"""
COMPARISON = """\
picture:
  kind: comparison
  title: Old and new side by side.
  parts:
    - label: Old
      points:
        - Slow
        - "1: dear"
    - label: New
      points: [Fast, Cheap]
"""


@pytest.fixture
def with_picture(content: Path, request: pytest.FixtureRequest) -> Path:
    file = content / "terms/first/term.md"
    picture = getattr(request, "param", CYCLE)
    file.write_text(file.read_text().replace("mistakes:\n", f"{picture}mistakes:\n", 1))
    return content


def test_it_stands_under_the_explanation_and_is_searched(
    with_picture: Path, client: Client
) -> None:
    load(with_picture)
    html = client.get("/terms/first/").text
    section = html.partition('id="explanation"')[2].partition("</section>")[0]
    _before, found, picture = section.partition('<figure class="picture picture--cycle"')
    assert found
    assert 'picture__note">collect &amp; check</p>' in picture
    assert 'picture__centre">The model</p>' in picture
    document = SearchDocument.objects.get(term__slug="first")
    for words in ("Around it goes.", "The model", "drift and cost"):
        assert words in document.sections["explanation"]


@pytest.mark.parametrize("with_picture", [COMPARISON], indirect=True)
def test_a_comparison_is_a_table(with_picture: Path, client: Client) -> None:
    load(with_picture)
    html = client.get("/terms/first/").text
    assert '<tr><th scope="col">Old</th><th scope="col">New</th></tr>' in html
    assert "<tr><td>1: dear</td><td>Cheap</td></tr>" in html


def test_a_term_without_one_has_none(content: Path, client: Client) -> None:
    load(content)
    assert "picture__" not in client.get("/terms/first/").text


@pytest.mark.parametrize("with_picture", [CYCLE, COMPARISON], indirect=True)
def test_it_comes_back_byte_for_byte_and_goes(with_picture: Path, tmp_path: Path) -> None:
    load(with_picture)
    dump(tmp_path / "content")
    assert bytes_of(tmp_path / "content") == bytes_of(with_picture)
    file = with_picture / "terms/first/term.md"
    before, _, rest = file.read_text().partition("picture:\n")
    file.write_text(before + rest[rest.index("mistakes:\n") :])
    load(with_picture)
    term = Term.objects.get(slug="first")
    assert not term.pictures.exists()
    assert not term.picture_parts.exists()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kind: cycle", "kind: circle", "picture.kind: Input should be 'cycle', 'flow', 'layers'"),
        ("kind: cycle", "kind: circle", "not 'circle'"),
        ("kind: cycle", "kind: flow", "picture: 'centre' belongs to a cycle, not to a flow"),
        ("    - label: Train\n", "", "picture: a cycle has 3 to 7 parts, not 2"),
        ("label: Train", "label: Data", "'Data' stands more than once"),
        ("Around it goes.", " ".join("abcdefghijklmno"), "title: has 15 words: write at most 14"),
        ("drift and cost", "a b c d e f g h i", "note: has 9 words: write at most 8"),
        ("note: collect & check", "points: [a, b]", "'points' belong to a comparison"),
        ("label: Train", f"label: {'x' * 41}", "at most 40 characters"),
        ("label: Train", "name: Train", "picture.parts.1.label: Field required"),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    with_picture: Path, spoil: Spoil, old: str, new: str, message: str
) -> None:
    spoil("terms/first/term.md", old, new)
    with pytest.raises(ContentError) as refused:
        load_content(with_picture)
    assert message in "\n".join(map(str, refused.value.problems))


def test_it_is_edited_in_the_admin(with_picture: Path, client: Client) -> None:
    load(with_picture)
    term = Term.objects.get(slug="first")
    publisher = signed_in("Publisher")
    save(publisher, term, **{"picture_parts-1-note": "each run"})
    assert "each run</p>" in client.get("/terms/first/").text
    text = FileVersion.objects.current().get(path="terms/first/term.md").text
    assert "    - label: Train\n      note: each run\n" in text
    response = save(publisher, term, **{"pictures-0-kind": "timeline"})
    assert "&#x27;centre&#x27; belongs to a cycle, not to a timeline" in response.text
    response = save(publisher, term, **{"pictures-0-kind": "timeline", "pictures-0-centre": ""})
    assert "picture--timeline" in client.get("/terms/first/").text


@pytest.mark.parametrize("with_picture", [COMPARISON], indirect=True)
def test_points_are_edited_a_line_each(with_picture: Path, client: Client) -> None:
    load(with_picture)
    term = Term.objects.get(slug="first")
    lines = {
        "picture_parts-0-points": "Slow\r\n\r\n  Dear ",
        "picture_parts-1-points": "Fast\r\nCheap",
    }
    save(signed_in("Publisher"), term, **lines)
    text = FileVersion.objects.current().get(path="terms/first/term.md").text
    assert "        - Slow\n        - Dear\n" in text
    assert "<tr><td>Dear</td><td>Cheap</td></tr>" in client.get("/terms/first/").text


def test_the_database_knows_the_kinds(content: Path) -> None:
    load(content)
    with pytest.raises(IntegrityError):
        Picture.objects.create(term=Term.objects.get(slug="first"), kind="circle", title="So.")
