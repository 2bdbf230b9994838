"""What the script looks for in a page: the names of all entries, in every form that is linked."""

from typing import Any

from terms.autolink.relinking import read_labels
from terms.names.labels import forms_of

Row = list[str | int]


def label_rows() -> list[Row]:
    """Each form as its normal form, its slug, its rank, whether it takes endings, and for each part
    that must have its own case where that begins and how it is written.

    The rank of a form in its own case is 2 or 3, that of a form that its author wrote is odd.
    """
    rows = (form for label in sorted(read_labels()) for form in forms_of(label))
    return [
        [
            form.key,
            form.label.slug,
            2 * form.rank[0] + form.rank[1],
            int(form.takes_endings),
            *(part for left, right in form.exact for part in (left, form.spelling[left:right])),
        ]
        for form in rows
        if form.key
    ]


def labels_record(entries: str) -> dict[str, Any]:
    """`entries` is the path below which each entry lies by its slug."""
    rows = label_rows()
    return {"entries": entries, "slugs": sorted({row[1] for row in rows}), "labels": rows}
