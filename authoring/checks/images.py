"""Images that no text shows. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from authoring.files.library import Library
from authoring.files.mentions import images_in
from authoring.files.reading import Problem, Severity
from terms.markdown.placing import image_key


def check_images(library: Library) -> Iterator[Problem]:
    """Each image of a term's folder that nothing in its `term.md` shows."""
    for folder in library.folders:
        shown = {image_key(image.name) for _, _, _, image in images_in(folder)}
        root = folder.front.path.rpartition("/")[0]
        for image in folder.images:
            if image_key(image.name) not in shown:
                path, message = f"{root}/{image.name}", "is shown nowhere in the term's term.md"
                yield Problem(path, 1, "", message, "unused-image", Severity.WARNING)
