"""One question of each kind, read as files write them, and answers that are tried on each."""

import itertools
from collections.abc import Iterator
from fractions import Fraction

import pytest
from django.http import QueryDict

from exchange.questions.items import Item, xhtml
from exchange.questions.papers import Paper, term_paper
from quizzes.kinds.registry import kind_of
from quizzes.models import PosedQuestion, Question
from tests.quizzes.conftest import make_mixed_quiz
from tests.world import make_glossary

BASE = "https://example.org"

Answer = tuple[int, ...] | Fraction
"""Places of options from 0, or a number as it is typed."""


@pytest.fixture
def paper(db: None) -> Paper:
    make_glossary()
    make_mixed_quiz()
    found = term_paper("mlops", BASE)
    assert found
    return found


def answers(item: Item) -> Iterator[Answer]:
    """Every way to choose, every order, and numbers about the edges of what is right."""
    places = range(len(item.choices))
    match item.kind:
        case "number":
            assert item.number
            exact, error = Fraction(item.number.exact), Fraction(item.number.error)
            for part in (
                Fraction(-2),
                Fraction(-99, 100),
                Fraction(0),
                Fraction(99, 100),
                Fraction(2),
            ):
                yield exact + error * part
        case "ordering":
            yield from itertools.permutations(places)
        case "multiple":
            for size in range(1, len(places) + 1):
                yield from itertools.combinations(places, size)
        case _:
            yield from ((place,) for place in places)


def our_shares(item: Item) -> dict[Answer, Fraction]:
    """What this site gives for each answer."""
    question = Question.objects.prefetch_related("options").get(
        quiz__term__slug=item.term, quiz__is_current=True, key=item.key
    )
    posed = PosedQuestion(question=question, seed=seed_of(item, question))
    return {answer: our_share(posed, answer) for answer in answers(item)}


def our_share(posed: PosedQuestion, answer: Answer) -> Fraction:
    question, data = posed.question, QueryDict(mutable=True)
    kind, options = kind_of(question), question.options.all()
    if isinstance(answer, Fraction):
        scale = 100 if question.notation == "percent" else 1
        return kind.score(posed, str(answer / scale)).share
    data.setlist("option", [options[place].code for place in answer])
    return kind.score(posed, kind.read(posed, data)).share


def seed_of(item: Item, question: Question) -> int:
    """The seed whose numbers the instance has."""
    page = item.url.partition("#")[0]
    for seed in range(1, 30) if item.instance else (0,):
        posed = PosedQuestion(question=question, seed=seed)
        if xhtml(kind_of(question).fill(posed, question.stem_html), page) == item.stem:
            return seed
    raise AssertionError(f"no seed gives {item.stem}")
