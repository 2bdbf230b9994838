"""The images of a term's folder: looked at, whatever their names say, and refused or described."""

import hashlib
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image

from authoring.files.discovery import image_files
from authoring.files.reading import Document, Problem, UnreadableError, read_bytes
from terms.fields.ranges import FILE_NAME_CHARACTERS

MAX_SIDE = 4_000
"""Pixels; a page shows 700 of them, and on the finest screens three for each."""
_KINDS = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "GIF": "image/gif"}
_ORIENTATION, _GPS = 0x0112, 0x8825
_ON_ITS_SIDE = (5, 6, 7, 8)
"""Orientations (Exif 2.3, tag 274) in which a browser swaps width and height."""
_BROKEN = (OSError, SyntaxError, ValueError, EOFError)
"""What Pillow raises for files that are cut off or no image at all."""
_TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclass
class ImageFile:
    """An image of a term's folder. `width` and `height` are as it is shown, in px."""

    path: Path
    digest: str = ""
    kind: str = ""
    width: int = 0
    height: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.path.name

    def read(self) -> bytes:
        """Its bytes, which a library of many terms does not hold in memory."""
        data = self.path.read_bytes()
        if hashlib.sha256(data).hexdigest() != self.digest:
            raise OSError(f"{self.path} was changed while it was loaded")
        return data


def read_images(folder: Path, root: Path) -> list[ImageFile]:
    """Every image of a term's folder; what is wrong with one is among its problems."""
    return [_read_image(path, root) for path in image_files(folder)]


def _read_image(path: Path, root: Path) -> ImageFile:
    document, image = Document(str(path.relative_to(root.parent))), ImageFile(path)
    if len(path.name) > FILE_NAME_CHARACTERS or not path.name.isprintable():
        message = f"needs a name of at most {FILE_NAME_CHARACTERS} plain characters"
        document.report((), message, "image")
    try:
        data = read_bytes(path, root)
    except UnreadableError as error:
        document.report((), str(error))
    else:
        if fault := look(image, data):
            document.report((), fault, "image")
    image.problems = document.problems
    return image


def look(image: ImageFile, data: bytes) -> str:
    """Note what the image is, by what it holds; says what is wrong with it."""
    image.digest = hashlib.sha256(data).hexdigest()
    try:
        with Image.open(BytesIO(data), formats=list(_KINDS)) as opened:
            if max(opened.size) > MAX_SIDE:
                width, height = opened.size
                return f"has {width} × {height} px; no side may have more than {MAX_SIDE:,}"
            opened.load()
            exif = opened.getexif()
            image.kind = _KINDS[opened.format or ""]
            image.width, image.height = opened.size
            if exif.get(_ORIENTATION) in _ON_ITS_SIDE:
                image.width, image.height = image.height, image.width
            if exif.get_ifd(_GPS):
                return "says where it was taken (GPS in its Exif data); save it without that"
    except _TOO_LARGE:
        return f"is too large to be opened; no side may have more than {MAX_SIDE:,} px"
    except _BROKEN:
        hint = "; an SVG can hold scripts: export it as PNG or WebP" if b"<svg" in data else ""
        return f"is no whole PNG, JPEG, WebP or GIF{hint}"
    return ""
