"""A result as one page of Markdown, for a mail or a wiki."""

import re
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from maturity.results.result import Result

_MARKS = re.compile(r"([\\`*_\[\]<>#|])")


def write_markdown(result: Result, address: str) -> str:
    """Title, date, level, profile, steps and method; `address` is where the result stands."""
    return "\n".join(_lines(result, address)) + "\n"


def _lines(result: Result, address: str) -> Iterator[str]:
    finished = result.assessment.finished_at
    yield f"# {_plain(result.title)}"
    yield ""
    yield f"{date_format(finished, 'DATE_FORMAT') if finished else ''} · <{address}>"
    yield ""
    yield _plain(result.why)
    yield ""
    for fact in result.facts:
        yield f"- {_plain(fact.name)}: {_plain(fact.value)}"
    yield ""
    yield f"| {_('Dimension')} | {_('Level')} | {_('What it lacks for the next level')} |"
    yield "| --- | --- | --- |"
    for row in result.profile:
        cells = (row.title, row.level_words, row.obstacle)
        yield f"| {' | '.join(map(_plain, cells))} |"
    if result.steps:
        yield ""
        yield f"## {_('Next steps')}"
        yield ""
        if result.steps_lead:
            yield _plain(result.steps_lead)
            yield ""
    for place, step in enumerate(result.steps, start=1):
        yield f"{place}. **{_plain(step.dimension)}.** {_plain(step.text)} {_plain(step.effect)}"
    yield ""
    yield _plain(result.method)


def _plain(text: str) -> str:
    """Text in which nothing is taken for a mark of Markdown."""
    return _MARKS.sub(r"\\\1", text)
