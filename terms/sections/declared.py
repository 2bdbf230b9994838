"""The sections of a term's page that terms bring themselves, each declared once. Pure.

A section needs beside its declaration its model, its template and the spec of what authors write
(`authoring/specs/term.py`); see `docs/extending.md`.
"""

from terms.pictures.kinds import MOST_PARTS
from terms.sections.section import Part, Section, ngettext


def _(text: str) -> str:
    """Mark a text for translation, which whoever shows it does."""
    return text


LEADS_HERE = ("mentions", "mentioned_by", "narrower_terms", "contrasted_from", "needed_by")
"""The relations by which others are near to a term that names none."""

SECTIONS = (
    Section(
        "names",
        _("Names"),
        parts=(
            Part("deprecated_names", "former_names", titles=("name",), key="name"),
            Part("homonyms", "homonyms", titles=("name",), texts=("meaning",), key="name"),
        ),
        is_searched=False,
        is_article=False,
    ),
    Section(
        "tldr",
        _("TL;DR"),
        parts=(
            Part("tldr", required_of=("full", "brief")),
            Part("takeaways", "takeaways", texts=("text",), told_by=("text",)),
        ),
    ),
    Section(
        "at-a-glance",
        _("At a glance"),
        parts=(Part("tags", "tags", titles=("name",), key="name"),),
    ),
    Section(
        "key-metrics",
        _("Key metrics"),
        "terms/_key_metrics.html",
        (
            Part(
                "key_metrics",
                "key_metrics",
                titles=("label",),
                texts=("measures",),
                reads=("key_metrics__figure__source", "key_metrics__beside__source"),
            ),
        ),
    ),
    Section(
        "explanation",
        _("Explanation"),
        "terms/_explanation.html",
        (
            Part("explanation", heading="Explanation", required_of=("full",)),
            Part(
                "picture",
                "pictures",
                titles=("title", "centre"),
                told_by=("title",),
                is_single=True,
            ),
            Part(
                "picture.parts",
                "picture_parts",
                titles=("label", "note", "points"),
                told_by=("label",),
                most_rows=MOST_PARTS,
            ),
        ),
    ),
    Section(
        "where-used",
        _("Where it is used"),
        "terms/_layers.html",
        (Part("where_used", heading="Where it is used"),),
        width="third",
    ),
    Section(
        "who-uses-it",
        _("Who uses it"),
        "terms/_roles.html",
        (Part("who_uses_it", "roles", titles=("role",), texts=("use",)),),
        width="third",
    ),
    Section(
        "why-it-matters",
        _("Why it matters"),
        "terms/_layers.html",
        (Part("why_it_matters", heading="Why it matters"),),
        width="third",
    ),
    Section(
        "how-to-apply",
        _("How to apply it"),
        "terms/_cards.html",
        (
            Part(
                "steps",
                "steps",
                titles=("name",),
                texts=("text", "more"),
                closed=("more",),
                numbered=_("step %(number)s"),
            ),
        ),
    ),
    Section(
        "checklist",
        _("Checklist"),
        parts=(
            Part("checklist", "checklist_items", texts=("text",), told_by=("text",), key="key"),
        ),
        private_template="terms/_checklist.html",
        counted=ngettext("%(number)s-point checklist", "%(number)s-point checklist", 0),
        count=lambda term: len(term.checklist_items.all()),
    ),
    Section(
        "comparisons",
        _("Comparisons"),
        "terms/_comparisons.html",
        (
            Part(
                "comparisons",
                "comparisons",
                titles=("against",),
                texts=("strength", "other_strength"),
            ),
        ),
    ),
    Section(
        "how-it-works",
        _("How it works"),
        "terms/_layers.html",
        (Part("how_it_works", heading="How it works"),),
    ),
    Section(
        "worked-example",
        _("Worked example"),
        "terms/_worked_example.html",
        (
            Part(
                "worked_example",
                "worked_examples",
                titles=("title",),
                texts=("conclusion",),
                is_single=True,
            ),
            Part(
                "worked_example.inputs",
                "worked_inputs",
                titles=("label",),
                closed=("label",),
                reads=("worked_inputs__figure",),
            ),
            Part(
                "worked_example.steps",
                "worked_steps",
                titles=("label",),
                texts=("working",),
                closed=("label", "working"),
            ),
        ),
    ),
    Section(
        "mistakes",
        _("Common mistakes"),
        "terms/_cards.html",
        (
            Part(
                "mistakes",
                "mistakes",
                titles=("mistake",),
                texts=("consequence", "fix"),
                closed=("consequence",),
                numbered=_("mistake %(number)s"),
            ),
        ),
        has_wide_cards=True,
    ),
    Section(
        "practices",
        _("Best practices"),
        "terms/_cards.html",
        (
            Part(
                "practices",
                "practices",
                titles=("practice",),
                texts=("detail", "impact"),
                closed=("detail", "impact"),
                numbered=_("practice %(number)s"),
            ),
        ),
    ),
    Section(
        "benchmarks",
        _("Benchmarks"),
        "terms/_benchmarks.html",
        (
            Part(
                "benchmarks",
                "benchmarks",
                titles=("industry", "metric"),
                texts=("note",),
                reads=("benchmarks__figure__source",),
            ),
            Part("benchmarks_note", heading="Reading the benchmarks"),
        ),
    ),
    Section(
        "faq",
        _("FAQ"),
        "terms/_faqs.html",
        (Part("faq", "faqs", titles=("question",), texts=("answer",), closed=("answer",)),),
    ),
    Section(
        "related",
        _("Related terms"),
        "terms/_related_terms.html",
        shows=lambda term: any(getattr(term, name).exists() for name in LEADS_HERE),
        parts=(
            Part(
                "broader",
                "broader_terms",
                key="target_id",
                links_to="target__slug",
                autocompleted=("target",),
            ),
            Part(
                "contrasts",
                "contrasts",
                texts=("difference",),
                key="target_id",
                links_to="target__slug",
                reads=("contrasts__target", "contrasted_from__term"),
                autocompleted=("target",),
            ),
            Part(
                "prerequisites",
                "prerequisites",
                key="target_id",
                links_to="target__slug",
                reads=("prerequisites__target", "needed_by__term"),
                autocompleted=("target",),
            ),
            Part(
                "related",
                "related_terms",
                texts=("why",),
                key="target_id",
                links_to="target__slug",
                reads=("related_terms__target__category",),
                autocompleted=("target",),
            ),
        ),
        is_searched=False,
    ),
    Section(
        "sources",
        _("Figures and sources"),
        "terms/_figures.html",
        (
            Part("sources", "citations", texts=("note",), reads=("citations__source",)),
            Part(
                "figures",
                "figures",
                texts=("states", "working", "caveat"),
                key="key",
                reads=("figures__source",),
                autocompleted=("source",),
            ),
        ),
        is_article=False,
    ),
)
"""In the reader's order."""
