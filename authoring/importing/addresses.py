"""Where the links and images of imported entries lead, in the folder and on this site."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import urljoin

from authoring.files.image_files import ImageFile, read_images
from authoring.importing.entries import ImportedEntry, key_form
from authoring.importing.markup.cleaning import Target


def resolve_address(
    address: str, words: str, entry: ImportedEntry, links: Mapping[str, str]
) -> Target:
    """Where a link of `entry` leads on this site.

    One of a site of its own, such as Hugo's `[template](g)`, leads where its words say.
    """
    scheme, _, rest = address.partition(":")
    if scheme in ("term", "wiki"):
        slug = links.get(key_form(rest)) or links.get(key_form(rest.partition("#")[0]))
        return Target(f"term:{slug}") if slug else Target("", "a link leads to no entry")
    if scheme == "mailto":
        return Target(address)
    base = entry.collection.url
    if scheme in ("http", "https"):
        inside = base and address.startswith(f"{base.rstrip('/')}/")
        slug = links.get(key_form(address)) or (_slug_at(address, links) if inside else "")
        return Target(f"term:{slug}" if slug else address)
    if scheme == "figure":
        return Target("", "a link to a figure is left out")
    if address.startswith("#"):
        slug = links.get(key_form(address[1:]))
    else:
        slug = _slug_at(address, links)
        if not slug and base.startswith("http") and address:
            return Target(urljoin(entry.origin if "://" in entry.origin else base, address))
    slug = slug or links.get(key_form(words.strip("*_` ")))
    return Target(f"term:{slug}") if slug else Target("", "a link leads to no entry")


def _slug_at(address: str, links: Mapping[str, str]) -> str:
    """The entry at a path, by the whole of it or by its last part."""
    path = address.partition("#")[0].partition("?")[0]
    for ending in (".mdx", ".md", ".markdown", ".html", ".htm"):
        path = path.removesuffix(ending)
    path = path.removesuffix("/index").removesuffix("/_index").strip("/")
    while path.startswith(("./", "../")):
        path = path.partition("/")[2]
    return links.get(key_form(path)) or links.get(key_form(path.rpartition("/")[2])) or ""


def image_file(folder: Path, address: str) -> Path | None:
    """The file of an image beside its text, or below a folder `static` above it; never outside."""
    name = address.partition("?")[0].partition("#")[0]
    from_root = name.startswith("/")
    roots = [folder] if not from_root else [*folder.parents][:3]
    for root in roots:
        for candidate in (root / name.lstrip("/"), root / "static" / name.lstrip("/")):
            if candidate.is_file() and candidate.resolve().is_relative_to(
                (folder.parent if not from_root else root).resolve()
            ):
                return candidate.resolve()
    return None


@lru_cache(maxsize=64)
def images_of(folder: Path) -> dict[str, ImageFile]:
    return {image.name: image for image in read_images(folder, folder.parent)}
