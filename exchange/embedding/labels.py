"""What the script looks for in a page: the names of all entries, in every form that is linked."""

from collections import defaultdict
from typing import Any

from terms.autolink.relinking import read_labels
from terms.names.labels import Form, forms_of
from terms.names.normal_form import normal_text


def labels_record(entries: str) -> dict[str, Any]:
    """`entries` is the path below which each entry lies by its slug.

    Each form that is linked is a row: its normal form, its slug, whether it takes endings, and for
    each part that must have its own case where that begins and how it is written. The longest
    come first, then those in their own case and those that their author wrote, so that the first
    one that fits is the one; the slug is empty where several entries are called so.
    `letters` are those beyond ASCII that names are written with, in their normal form but for case.
    """
    labels = sorted(read_labels())
    spellings: dict[tuple[str, tuple[tuple[int, str], ...]], list[Form]] = defaultdict(list)
    for form in (form for label in labels for form in forms_of(label) if form.key):
        spellings[form.key, _cased_parts(form)].append(form)
    rows = []
    for (key, parts), forms in spellings.items():
        rank = max(form.rank for form in forms)
        best = [form for form in forms if form.rank == rank]
        slugs = {form.label.slug for form in best}
        slug = slugs.pop() if len(slugs) == 1 else ""
        row = [key, slug, int(best[0].takes_endings), *(part for pair in parts for part in pair)]
        rows.append((-len(key), rank, row))
    rows.sort(key=lambda one: (one[0], [not better for better in one[1]]))
    written = {letter for label in labels for letter in label.text if not letter.isascii()}
    return {
        "entries": entries,
        "slugs": sorted({label.slug for label in labels}),
        "letters": {letter: normal_text(letter).cased for letter in sorted(written)},
        "labels": [row for _length, _rank, row in rows],
    }


def _cased_parts(form: Form) -> tuple[tuple[int, str], ...]:
    return tuple((left, form.spelling[left:right]) for left, right in form.exact)
