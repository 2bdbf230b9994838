"""Names by which two terms would be meant at once."""

from __future__ import annotations

from collections.abc import Iterator

from authoring.files.library import Library, TermFolder
from authoring.files.reading import Problem, Severity
from authoring.files.yaml_lines import Location
from terms.names.labels import Label, Linking, forms_of, split_title
from terms.names.normal_form import normal_form


def check_names(library: Library) -> Iterator[Problem]:
    """Names that linking takes for another term's, such as `evals` and `eval`: none of their
    mentions becomes a link. The very same name twice keeps content from loading."""
    owners: dict[str, tuple[str, str]] = {}
    for folder in library.folders:
        for location, label in _labels(folder):
            for key in {form.key for form in forms_of(label)}:
                slug, name = owners.setdefault(key, (folder.slug, label.text))
                if slug != folder.slug and normal_form(name) != normal_form(label.text):
                    message = (
                        f"{label.text!r} is read like {name!r}, a name of {slug!r}: "
                        "neither is linked"
                    )
                    yield folder.front.problem(location, message, "name-taken", Severity.WARNING)
                    break


def _labels(folder: TermFolder) -> Iterator[tuple[Location, Label]]:
    if folder.term is None:
        return
    term = folder.term
    for name in split_title(term.title, term.abbreviation or ""):
        yield ("title",), Label(name, folder.slug, Linking(term.linking))
    for index, alias in enumerate(term.aliases):
        yield ("aliases", index), Label(alias.name, folder.slug, Linking(alias.linking))
