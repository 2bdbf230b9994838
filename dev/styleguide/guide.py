"""What the style guide shows, section by section."""

from collections.abc import Iterator

from django.http import HttpRequest

from dev.styleguide.assessing import assessment_section
from dev.styleguide.basics import basic_sections
from dev.styleguide.calculating import calculator_section
from dev.styleguide.pages import page_section
from dev.styleguide.quizzing import quiz_section
from dev.styleguide.reading import term_section
from dev.styleguide.searching import search_section
from dev.styleguide.specimens import Section
from terms.models import Term


def all_sections(request: HttpRequest) -> Iterator[Section]:
    """The basics, then what is made of a term's content; without content only the basics.

    What is not yet drawn is not yet read: each section comes when it is asked for.
    """
    yield from basic_sections()
    term = _complete_term()
    if term is None:
        return
    yield search_section(term)
    yield term_section(term, request)
    yield quiz_section(term)
    yield assessment_section(term)
    yield calculator_section(term)
    yield page_section()


def _complete_term() -> Term | None:
    """The first published term that has a diagram, a quiz and an assessment."""
    complete = Term.objects.for_detail().filter(
        cost_scenario__isnull=False,
        quizzes__is_current=True,
        maturity_models__is_current=True,
    )
    return complete.distinct().order_by("title").first()
