"""Images of a term's folder: looked at, loaded, shown, changed, and written back."""

import struct
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from PIL import Image

from authoring.history.unchanged import is_as_loaded
from glossary_site.page_cache.public import declared_at
from terms.models import Term, TermImage
from tests.authoring.conftest import Spoil

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
IMMUTABLE = "public, max-age=31536000, immutable"


def image(kind: str = "PNG", size: tuple[int, int] = (30, 20), **options: Any) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, "#456").save(file, kind, **options)
    return file.getvalue()


def load(content: Path) -> str:
    out = StringIO()
    call_command("load_content", str(content), stdout=out, stderr=out)
    return out.getvalue()


def complaints(content: Path) -> list[str]:
    errors = StringIO()
    with pytest.raises(CommandError):
        call_command("load_content", str(content), stdout=StringIO(), stderr=errors)
    return errors.getvalue().splitlines()


def warnings(content: Path) -> list[str]:
    errors = StringIO()
    call_command("check_content", str(content), stderr=errors, stdout=StringIO())
    return errors.getvalue().splitlines()


@pytest.fixture
def folder(content: Path, spoil: Spoil) -> Path:
    """The folder of a term that shows an image of its own twice."""
    spoil("terms/first/term.md", "Everywhere.", "![A falling line](drift.png 'Score by week')")
    spoil("terms/first/term.md", "text: Start.", "text: '![The same](./drift.png)'")
    folder = content / "terms/first"
    (folder / "drift.png").write_bytes(image())
    return folder


def addresses(client: Client) -> list[str]:
    page = client.get("/terms/first/").text
    return [part.split('"')[0] for part in page.split('<img src="')[1:]]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_an_image_is_shown_at_an_address_that_is_kept_for_good(
    content: Path, folder: Path, client: Client, kind: str
) -> None:
    data = image(kind, (300, 200))
    (folder / "drift.png").write_bytes(data)
    load(content)
    html = client.get("/terms/first/").text
    assert (
        'alt="A falling line" title="Score by week" width="300" height="200" loading="lazy"' in html
    )
    assert 'alt="The same" width="300" height="200"' in html
    (address,) = set(addresses(client))
    response = client.get(address)
    assert (response.content, response["Content-Type"]) == (data, f"image/{kind.lower()}")
    assert response["Cache-Control"] == IMMUTABLE
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert not response.cookies
    again = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.post(address).status_code == 405


def test_a_changed_image_reaches_readers_under_another_address(
    content: Path, folder: Path, client: Client
) -> None:
    load(content)
    (before,) = set(addresses(client))
    changed = image(size=(44, 33))
    (folder / "drift.png").write_bytes(changed)
    assert "terms: 1 updated, 1 unchanged" in load(content)
    (after,) = set(addresses(client))
    assert after != before
    assert 'width="44" height="33"' in client.get("/terms/first/").text
    assert client.get(after).content == changed
    # A page that a cache kept asks for the old address, and must not keep the new image under it.
    old = client.get(before)
    assert (old.status_code, old["Location"]) == (302, after)
    assert "public" not in old["Cache-Control"]
    page = declared_at(after)
    assert page is not None
    assert page.read("fbclid=1") == page.read("")


def test_loading_twice_changes_nothing(content: Path, folder: Path) -> None:
    load(content)
    stored = list(TermImage.objects.values())
    assert is_as_loaded(content)
    assert "terms: 2 unchanged" in load(content)
    assert list(TermImage.objects.values()) == stored


def test_an_image_that_is_gone_is_forgotten(content: Path, folder: Path, spoil: Spoil) -> None:
    (folder / "other.webp").write_bytes(image("WEBP"))
    load(content)
    (folder / "other.webp").unlink()
    load(content)
    assert list(TermImage.objects.values_list("name", flat=True)) == ["drift.png"]


def test_images_come_back_byte_for_byte(content: Path, folder: Path, tmp_path: Path) -> None:
    (folder / "photo.jpg").write_bytes(image("JPEG", quality=30) + b"trailing")
    load(content)
    call_command("dump_content", str(tmp_path / "dumped"), stdout=StringIO())
    for path in content.rglob("*"):
        if path.is_file():
            assert (
                tmp_path / "dumped" / path.relative_to(content)
            ).read_bytes() == path.read_bytes()
    out = StringIO()
    call_command("dump_content", str(content), stdout=out)
    assert "written" not in out.getvalue()
    (folder / "drift.png").write_bytes(image(size=(9, 9)))
    with pytest.raises(CommandError):
        call_command("dump_content", str(content), stdout=out, stderr=out)
    assert "drift.png: says what was never loaded" in out.getvalue()
    call_command("dump_content", str(content), "--overwrite", stdout=out)
    assert (folder / "drift.png").read_bytes() == image()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))


BOMB = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 65535, 65535, 8, 2, 0, 0, 0))
    + chunk(b"IDAT", b"")
)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("drift.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG can hold scripts"),
        ("drift.svg", b"<svg><script>alert(1)</script></svg>", "an SVG can hold scripts"),
        ("drift.png", b"<html>", "no whole PNG, JPEG, WebP or GIF"),
        ("drift.png", b"", "no whole PNG"),
        ("drift.gif", image("BMP"), "no whole PNG"),
        ("drift.jpg", image("JPEG", (200, 200))[:-300], "no whole PNG"),
        ("drift.png", image(size=(4001, 1)), "4001 × 1 px"),
        ("drift.png", image() + b"\0" * 1_000_000, "larger than 1,000,000 bytes"),
        ("drift.png", BOMB, "px"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_image_is_refused(
    content: Path, folder: Path, name: str, data: bytes, words: str
) -> None:
    (folder / name).write_bytes(data)
    told = [one for one in complaints(content) if one.startswith(f"content/terms/first/{name}:1: ")]
    assert any(words in one for one in told), told
    assert not Term.objects.exists()


def test_where_a_photo_was_taken_is_not_published(content: Path, folder: Path) -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (52.0, 30.0, 0.0)}
    (folder / "drift.png").write_bytes(image("JPEG", exif=exif))
    assert any("where it was taken" in one for one in complaints(content))


def test_a_photo_on_its_side_has_the_size_that_is_shown(content: Path, folder: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (folder / "drift.png").write_bytes(image("JPEG", (30, 20), exif=exif))
    load(content)
    assert list(TermImage.objects.values_list("width", "height")) == [(20, 30)]


def test_an_image_that_there_is_not_is_refused_by_its_line(content: Path, spoil: Spoil) -> None:
    line = spoil("terms/first/term.md", "Everywhere.", "Here:\n\n![A line](Drift.png)")
    (content / "terms/first/drift.png").write_bytes(image())
    (told,) = complaints(content)
    assert told.startswith(f"content/terms/first/term.md:{line + 2}: where_used: shows 'Drift.png'")
    assert "it has drift.png" in told
    (content / "terms/first/drift.png").rename(content / "terms/second/Drift.png")
    assert "it has none" in complaints(content)[0]


def test_a_link_out_of_the_folder_is_refused(content: Path, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(image())
    (folder / "drift.png").unlink()
    (folder / "drift.png").symlink_to(tmp_path / "secret.png")
    assert any("drift.png:1: is a link that leads out" in one for one in complaints(content))


def test_an_image_that_nobody_shows_is_a_warning(content: Path, folder: Path) -> None:
    (folder / "unused.webp").write_bytes(image("WEBP"))
    (folder / "._drift.png").write_bytes(b"litter of a file manager")
    told = [one for one in warnings(content) if "image" in one]
    assert len(told) == 1
    assert told[0].startswith("content/terms/first/unused.webp:1: warning unused-image: ")
    load(content)


def test_an_image_is_no_file_that_nobody_reads(content: Path, folder: Path) -> None:
    (folder / "Second.JPG").write_bytes(image("JPEG"))
    (content / "terms/drift.png").write_bytes(image())
    (content / "maturity/drift.png").write_bytes(image())
    named = [line.split(":")[0] for line in warnings(content) if " unread-file: " in line]
    assert sorted(named) == ["content/maturity/drift.png", "content/terms/drift.png"]


def test_names_are_alike_however_a_system_writes_them(
    content: Path, folder: Path, client: Client, spoil: Spoil
) -> None:
    spoil("terms/first/term.md", "(drift.png 'Score by week')", "(<Größe & Maß.png>)")
    (folder / "Gro\u0308ße & Maß.png").write_bytes(image())
    load(content)
    (address,) = (one for one in addresses(client) if "Gr" in one)
    assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_a_draft_is_for_people_of_the_staff(content: Path, folder: Path, spoil: Spoil) -> None:
    spoil("terms/first/term.md", "tldr:", "status: draft\ntldr:")
    load(content)
    address = f"/terms/first/images/{TermImage.objects.get().digest[:16]}/drift.png"
    client = Client()
    assert client.get(address).status_code == 404
    client.force_login(User.objects.create_user("reader"))
    assert client.get(address).status_code == 404
    client.force_login(User.objects.create_user("author", is_staff=True))
    response = client.get(address)
    assert (response.status_code, response.content) == (200, image())
    assert "private" in response["Cache-Control"]
    assert "public" not in response["Cache-Control"]


def test_an_edit_in_the_admin_keeps_the_images(content: Path, folder: Path, client: Client) -> None:
    from tests.authoring.test_editing import save, signed_in

    load(content)
    term = Term.objects.get(slug="first")
    publisher = signed_in("Publisher")
    save(publisher, term, where_used="Look:\n\n![A line](drift.png)")
    assert len(addresses(client)) == 2
    assert "terms: 2 unchanged" in load(content)
    page = save(publisher, term, where_used="![A line](other.png)").content.decode()
    assert "shows &#x27;other.png&#x27;" in page
    assert Term.objects.get(slug="first").where_used.endswith("(drift.png)")
