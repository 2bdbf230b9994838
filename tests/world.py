"""The tests' world: plain makers of rows, each filling in what a test does not care about."""

import datetime
import time
from decimal import Decimal
from typing import Any

from django.utils import timezone

from advisory.forms import opening_stamp
from advisory.models import Advisor, CallRequest
from calculator.models import CostScenario, CostTier
from maturity.models import Dimension, LevelDescription, MaturityModel, Statement
from quizzes.models import Option, Question, Quiz
from terms.models import Alias, Category, ChecklistItem, Figure, Glossary, Source, Term
from terms.search.indexing import index_terms

DAY = datetime.date(2026, 11, 22)
FUTURE = f"{timezone.now() + datetime.timedelta(days=30):%Y-%m-%d}"
"""A day, thirty from now."""


def sample(briefs: int = 5) -> list[str]:
    """The slugs of every published full entry and of some brief ones, spread over the alphabet.

    Brief entries are many and alike: one that is drawn, checked or walked proves little about another.
    """
    published = Term.objects.published().order_by("slug")
    short = list(published.filter(kind=Term.Kind.BRIEF).values_list("slug", flat=True))
    full = list(published.exclude(kind=Term.Kind.BRIEF).values_list("slug", flat=True))
    return full + short[:: max(1, len(short) // briefs)][:briefs]


def make_glossary(**changes: Any) -> Glossary:
    fields = {"title": "A glossary", "tagline": "Words", "description": "All words."}
    return Glossary.objects.create(**fields | changes)


def make_source(**changes: Any) -> Source:
    fields = {
        "key": "a-source",
        "title": "A publication",
        "authors": "A. Uthor",
        "published": "2026",
        "url": "https://example.org/publication",
        "checked_on": DAY,
        "read_as": Source.ReadAs.PRIMARY,
    }
    return Source.objects.get_or_create(key=(fields | changes)["key"], defaults=fields | changes)[0]


def make_advisor(**changes: Any) -> Advisor:
    fields = {"name": "Ada Visor", "role": "economist", "summary": "Reads bills."}
    if "glossary" not in changes:
        changes["glossary"] = make_glossary()
    if "source" not in changes:
        changes["source"] = make_source()
    return Advisor.objects.create(**fields | changes)


def make_category(**changes: Any) -> Category:
    fields = {"slug": "foundations", "title": "Foundations", "description": "The first words."}
    slug = (fields | changes)["slug"]
    return Category.objects.get_or_create(slug=slug, defaults=fields | changes)[0]


def make_term(*, aliases: tuple[str, ...] = (), **changes: Any) -> Term:
    """A published term with every prose section; `aliases` are its other names."""
    fields: dict[str, Any] = {
        "slug": "mlops",
        "title": "MLOps (Machine Learning Operations)",
        "abbreviation": "MLOps",
        "status": Term.Status.PUBLISHED,
        "updated_on": DAY,
        "tldr": "Running models well.",
        "explanation": "It carries DevOps over to models.",
        "where_used": "In production.",
        "why_it_matters": "It pays.",
    }
    if "category" not in changes:
        changes["category"] = make_category()
    term = Term.objects.create(**fields | changes)
    for position, name in enumerate(aliases):
        Alias.objects.create(term=term, name=name, position=position)
    index_terms([term.pk])
    return term


def make_figure(term: Term, **changes: Any) -> Figure:
    fields: dict[str, Any] = {
        "key": "F1",
        "value": "70%",
        "states": "Seven in ten.",
        "kind": Figure.Kind.ESTIMATE,
        "as_of": "2026",
    }
    if "source" not in changes:
        changes["source"] = make_source()
    return Figure.objects.create(term=term, **fields | changes)


def make_checklist_item(term: Term, **changes: Any) -> ChecklistItem:
    fields = {"key": "log-it", "text": "Every request is logged.", "based_on": "step-1"}
    return ChecklistItem.objects.create(term=term, **fields | changes)


def make_quiz(term: Term, *, questions: int = 6, **changes: Any) -> Quiz:
    """A quiz whose n-th question has four options, the second of them right."""
    quiz = Quiz.objects.create(term=term, **changes)
    for number in range(1, questions + 1):
        question = Question.objects.create(
            quiz=quiz,
            key=f"question-{number}",
            position=number,
            stem=f"What is the answer to question {number}?",
            section="explanation",
        )
        for place in range(1, 5):
            Option.objects.create(
                question=question,
                position=place,
                text=f"Option {place} of {number}",
                is_right=place == 2,
                reason=f"Reason {place} of {number}.",
            )
    return quiz


def make_cost_scenario(term: Term, **changes: Any) -> CostScenario:
    """The captured page's mix: 70 % at $0.01, 20 % at $0.10, 10 % at $1.00."""
    fields: dict[str, Any] = {
        "title": "Cost per query",
        "unit": "query",
        "note": "Illustrative prices.",
        "users": 50_000,
        "requests_per_user": 20,
        "price_per_user_usd": Decimal(29),
        "other_cogs_share": Decimal("0.15"),
    }
    scenario = CostScenario.objects.create(term=term, **fields | changes)
    figure = make_figure(term, key="F19")
    mix = (("small", "0.7", "0.01"), ("mid", "0.2", "0.10"), ("frontier", "0.1", "1.00"))
    for position, (key, share, price) in enumerate(mix):
        CostTier.objects.create(
            scenario=scenario,
            key=key,
            position=position,
            name=key.capitalize(),
            share=Decimal(share),
            price_usd=Decimal(price),
            share_figure=figure,
            price_figure=figure,
        )
    return scenario


def make_level_descriptions(term: Term) -> None:
    for level in range(1, 8):
        LevelDescription.objects.create(term=term, level=level, text=f"What level {level} is.")


def make_maturity_model(term: Term, *, dimensions: int = 2, **changes: Any) -> MaturityModel:
    """A model whose dimensions have one required statement on every level from 2 to 7."""
    fields: dict[str, Any] = {
        "slug": "mlops",
        "title": "MLOps maturity",
        "summary": "Where you stand.",
        "method": "Gates.",
        "minutes": 5,
    }
    model = MaturityModel.objects.create(term=term, **fields | changes)
    for number in range(1, dimensions + 1):
        dimension = Dimension.objects.create(
            model=model,
            key=f"dimension-{number}",
            position=number,
            title=f"Dimension {number}",
            description="One side of it.",
        )
        for level in range(2, 8):
            Statement.objects.create(
                dimension=dimension,
                key=f"d{number}-level-{level}",
                position=level,
                level=level,
                text=f"Practice {level} of dimension {number} is in place.",
                evidence="A dashboard.",
                required=True,
            )
    return model


def make_short_model(term: Term, *, dimensions: int = 3, **changes: Any) -> MaturityModel:
    """A model whose dimensions have seven levels to pick from."""
    fields: dict[str, Any] = {
        "slug": "short",
        "title": "In two minutes",
        "summary": "Where you stand, roughly.",
        "method": "Pick one.",
        "minutes": 2,
        "is_rough": True,
    }
    model = MaturityModel.objects.create(term=term, **fields | changes)
    for number in range(1, dimensions + 1):
        dimension = Dimension.objects.create(
            model=model,
            key=f"dimension-{number}",
            position=number,
            title=f"Dimension {number}",
            question=f"How is side {number}?",
        )
        for level in range(1, 8):
            dimension.levels.create(level=level, text=f"Side {number} is like {level}.")
    return model


def filled_in(**changes: str) -> dict[str, str]:
    """What a browser sends of the form, a minute after it was shown."""
    fields = {
        "name": "Rita Reader",
        "email": "rita@example.org",
        "message": "Our margin shrinks.",
        "time_zone": "UTC",
        "opened": opening_stamp(time.time() - 60),
    }
    return fields | changes


def asked(first_choice: datetime.timedelta | None = None, **changes: Any) -> CallRequest:
    """A stored request; `first_choice` is how long from now its only time is."""
    fields = {"name": "Rita Reader", "email": "rita@example.org", "message": "Our margin."}
    if first_choice:
        changes["first_choice"] = timezone.now() + first_choice
    return CallRequest.objects.create(**fields | changes)
