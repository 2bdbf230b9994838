"""The sections of a term page by their anchors, and the words that name them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SECTION_NAMES = {
    "tldr": _("TL;DR"),
    "at-a-glance": _("At a glance"),
    "key-metrics": _("Key metrics"),
    "explanation": _("Explanation"),
    "where-used": _("Where it is used"),
    "who-uses-it": _("Who uses it"),
    "why-it-matters": _("Why it matters"),
    "how-to-apply": _("How to apply it"),
    "checklist": _("Checklist"),
    "maturity": _("Maturity ladder"),
    "comparisons": _("Comparisons"),
    "how-it-works": _("How it works"),
    "mistakes": _("Common mistakes"),
    "practices": _("Best practices"),
    "benchmarks": _("Benchmarks"),
    "faq": _("FAQ"),
    "quiz": _("Quiz"),
    "related": _("Related terms"),
    "expert-help": _("Expert help"),
    "sources": _("Figures and sources"),
}
"""In the reader's order, in the words of the sections' headings."""

NUMBERED = {
    "step": _("step %(number)s"),
    "mistake": _("mistake %(number)s"),
    "practice": _("practice %(number)s"),
}
"""The parts of a section that have anchors of their own, such as `step-2`."""


def anchor_words(anchor: str) -> str:
    """What `anchor` leads to, in words; an anchor that no page has stays as it is."""
    kind, _dash, number = anchor.partition("-")
    if kind in NUMBERED:
        return str(NUMBERED[kind]) % {"number": number}
    return str(SECTION_NAMES.get(anchor, anchor))
