"""A small, right content folder that a test can spoil in one place."""

from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

Spoil = Callable[[str, str, str], int]
"""Replaces the first text by the second in a file of the content; returns the line of it."""

SITE = """\
glossary:
  title: A glossary
  tagline: All the words
  description: What it is for.
advisor:
  name: Ada Visor
  role: economist
  summary: Reads bills.
  source: a-source
"""
SOURCES = """\
sources:
  - key: a-source
    title: A publication
    authors: A. Uthor
    published: 2026
    url: https://example.org/publication
    checked_on: 2026-11-22
    read_as: primary
"""
CATEGORIES = """\
categories:
  - slug: foundations
    title: Foundations
    description: The first words.
"""
TERM = """\
---
title: {title}
category: foundations
aliases: [{alias}]
updated: 2026-11-22
tldr: It is [70%](figure:F1) of everything.
figures:
  - key: F1
    value: 70%
    states: Seven in ten.
    kind: estimate
    source: a-source
    as_of: 2026
    caveat: Bands end at 30%, 50%, 70.5% and 85%; a query costs $0.01 or $1.00.
key_metrics:
  - figure: F1
    label: Share
    measures: How much of it.
who_uses_it:
  - role: Engineers
    use: To build.
steps:
  - name: Begin
    text: Start.
checklist:
  - key: begun
    text: It has begun.
    based_on: [step-1]
comparisons:
  - against: Nothing
    strength: Something.
    other_strength: Cheap.
mistakes:
  - mistake: Waiting.
    consequence: Nothing happens.
    fix: Begin.
practices:
  - practice: Begin early.
    detail: Today.
    impact: More time.
benchmarks:
  - industry: All
    metric: Share
    unit: percent
    figure: F1
    lagging: {{high: 30}}
    typical: {{low: 50, high: 70.5}}
    leading: {{low: 85}}
faq:
  - question: Why?
    answer: Because.
related:
  - term: {related}
    why: It is near.
---
## Explanation

See [the other](term:{related}).

## Where it is used

Everywhere.

## Why it matters

It does.

## How it works

By tiers.
"""
QUESTION = """\
  - key: question-{number}
    stem: What is the answer to {number}?
    section: explanation
    options:
      - text: The right one
        right: true
        reason: It is right.
      - text: The wrong one
        reason: It is wrong.
"""
SWAPPED = """\
  - key: question-{number}
    stem: What is the answer to {number}?
    section: explanation
    options:
      - text: The wrong one
        reason: It is wrong.
      - text: The right one
        right: true
        reason: It is right.
"""
COST = """\
title: Cost per query
unit: query
note: Illustrative.
tiers:
  - key: small
    name: Small
    share: 70%
    price_usd: 0.01
    share_figure: F1
    price_figure: F1
  - key: frontier
    name: Frontier
    share: 30%
    price_usd: 1.00
    share_figure: F1
    price_figure: F1
example:
  users: 100
  requests_per_user: 20
  price_per_user_usd: 29
  other_cogs_share: 15%
"""
LEVELS = "levels:\n" + "".join(
    f"  - level: {level}\n    text: Level {level}.\n" for level in range(1, 8)
)
MODEL = """\
title: The assessment
term: first
summary: Where you stand.
method: Gates.
minutes: 5
dimensions:
  - key: delivery
    title: Delivery
    description: How it ships.
    statements:
      - key: ships
        level: 2
        text: It ships.
        evidence: A log.
        required: true
        source: a-source
        helps:
          - term: second
            section: how-to-apply
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The folder `content/` with two terms that are related to each other, and an assessment."""
    return write_content(tmp_path / "content")


@pytest.fixture(scope="module")
def loaded_content(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[None]:
    """The same is loaded, once for a module whose tests undo what they do: they have `django_db`
    without `transaction`."""
    content = write_content(tmp_path_factory.mktemp("loaded") / "content")
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_content", str(content), stdout=StringIO())
        yield
        transaction.set_rollback(True)


def write_content(root: Path) -> Path:
    files = {
        "site.yaml": SITE,
        "sources.yaml": SOURCES,
        "categories.yaml": CATEGORIES,
        "maturity/model.yaml": MODEL,
        "terms/first/cost.yaml": COST,
    }
    for slug, related in (("first", "second"), ("second", "first")):
        text = TERM.format(title=f"The {slug}", alias=f"{slug} alias", related=related)
        files[f"terms/{slug}/term.md"] = text
        questions = "".join(
            (SWAPPED if number == 6 else QUESTION).format(number=number) for number in range(1, 7)
        )
        files[f"terms/{slug}/quiz.yaml"] = f"questions:\n{questions}"
        files[f"terms/{slug}/maturity.yaml"] = LEVELS
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


@pytest.fixture
def spoil(content: Path) -> Spoil:
    """Replace the first `before` of a file with `after`; returns the line where it stood."""

    def replace(name: str, before: str, after: str) -> int:
        path = content / name
        text = path.read_text()
        assert before in text
        path.write_text(text.replace(before, after, 1))
        return text[: text.index(before)].count("\n") + 1

    return replace
