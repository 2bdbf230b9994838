"""Which files a content folder holds: those that are read, and those that nobody reads. Pure.

A load, a check and the question what has changed since the last load all ask here, so that a stray
folder is the same to each of them, whatever the database holds.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from authoring.files.reading import Problem, Severity

SITE_FILES = ("site.yaml", "sources.yaml", "categories.yaml")
TERM_FILES = ("term.md", "quiz.yaml", "maturity.yaml", "cost.yaml")
ASSESSMENT = "assessment.yaml"
"""What the file of an assessment goes by, which in its folder bears the assessment's slug."""
PATH = "path.yaml"
"""The same of a path."""
_IMAGE_SUFFIXES = {
    *(".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".svgz", ".avif", ".bmp", ".tif", ".tiff"),
    *(".heic", ".ico", ".apng", ".jfif", ".jxl"),
}
_LITTER = {
    *("thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx", "@eadir"),
    *("$recycle.bin", "lost+found", "system volume information"),
}
"""What systems leave behind, in lower case, beside whatever is hidden by a dot."""
_FOR_PEOPLE = {"readme", "license", "licence", "changelog", "contributing"}


def term_folders(root: Path) -> list[Path]:
    """The folders in `terms/` that hold a file of a term, by name; links to folders among them."""
    return [entry for entry in _entries(root / "terms") if _holds_a_term(entry)]


def assessment_files(root: Path) -> list[Path]:
    """The files in `maturity/` whose names end in `.yaml`, by name."""
    return [entry for entry in _entries(root / "maturity") if entry.suffix == ".yaml"]


def path_files(root: Path) -> list[Path]:
    """The files in `paths/` whose names end in `.yaml`, by name."""
    return [entry for entry in _entries(root / "paths") if entry.suffix == ".yaml"]


def image_files(folder: Path) -> list[Path]:
    """What a term's folder holds that is meant to be an image, be it one or not, by name."""
    return [entry for entry in _entries(folder) if _is_image(entry)]


def files_to_read(root: Path) -> Iterator[Path]:
    """Every file that a load reads, and those that there should be."""
    yield from (root / name for name in SITE_FILES)
    yield from assessment_files(root)
    yield from path_files(root)
    for folder in term_folders(root):
        yield from (folder / name for name in TERM_FILES if os.path.lexists(folder / name))
        yield from image_files(folder)


def check_unread(root: Path) -> Iterator[Problem]:
    """A warning for each file or folder that an author may take for content, and no load reads.

    Litter of systems, empty folders and what is written for people at the top are left out.
    """
    for path, name in _unread_files(root):
        message = "nobody reads it; move it out of the content folder"
        if name:
            message = f"nobody reads it: only {name!r} would be read here"
        shown = str(path.relative_to(root.parent))
        shown = shown if shown.isprintable() else ascii(shown)
        yield Problem(shown, 1, "", message, "unread-file", Severity.WARNING)


def _unread_files(root: Path) -> Iterator[tuple[Path, str]]:
    """Each with the name that would be read in its place."""
    for entry in _entries(root):
        is_for_people = entry.stem.casefold() in _FOR_PEOPLE
        is_own_look = entry.name in ("templates", "locale") or entry.suffix in (".svg", ".png")
        is_read = entry.name in (*SITE_FILES, "terms", "maturity", "paths") or is_own_look
        if not is_read and not is_for_people:
            yield from _unread(entry, SITE_FILES)
    for folder in ("maturity", "paths"):
        for entry in _entries(root / folder):
            if entry.suffix != ".yaml":
                yield from _unread(entry, (f"{entry.stem}.yaml",))
    for entry in _entries(root / "terms"):
        yield from _unread_of_term(entry)


def _unread_of_term(entry: Path) -> Iterator[tuple[Path, str]]:
    if _is_real_folder(entry):
        for file in _entries(entry):
            if file.name not in TERM_FILES and not _is_image(file):
                yield from _unread(file, TERM_FILES)
    elif not _holds_a_term(entry):
        yield entry, ""


def _is_image(path: Path) -> bool:
    return path.suffix.lower() in _IMAGE_SUFFIXES


def is_litter(name: str) -> bool:
    """Whether a system or an editor has hidden such a file, or left it behind for itself."""
    return name.startswith((".", "~$")) or name.casefold() in _LITTER


def _entries(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(entry for entry in folder.iterdir() if not is_litter(entry.name))


def _holds_a_term(folder: Path) -> bool:
    return folder.is_dir() and any(os.path.lexists(folder / name) for name in TERM_FILES)


def _is_real_folder(entry: Path) -> bool:
    return entry.is_dir() and not entry.is_symlink()


def _unread(entry: Path, names: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    if _is_real_folder(entry) and not _entries(entry):
        return
    plain = _plain(entry.name)
    yield entry, next((name for name in names if name != entry.name and _plain(name) == plain), "")


def _plain(name: str) -> str:
    stem, dot, ending = name.casefold().rpartition(".")
    return f"{stem}{dot}{ {'yml': 'yaml', 'markdown': 'md'}.get(ending, ending) }"
