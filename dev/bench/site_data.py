"""The site that is measured: shipped content, made terms, and learners with open quizzes.

Run in a process of its own (`python -m dev.bench.site_data 100 FOLDER`), VAR_DIR naming the site's
folder. The requests that the load is made of are written to FOLDER, a line each.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import django

LEARNERS = 4_000
QUERIES = 400
MADE = 20_000
"""More pages than the load can ask for in its time."""

TERM = "/terms/mlops/"


def main(size: int, folder: Path) -> None:
    """Fill the database with `size` terms in all and write the requests."""
    from django.core.management import call_command
    from django.db import connection, transaction

    from dev.bench.corpus import SEED, Corpus, store
    from dev.bench.queries import Queries
    from glossary_site.page_cache.models import content_changed
    from terms.browse.filters import TERMS_PER_PAGE
    from terms.models import Term
    from terms.search.indexing import index_terms

    call_command("prepare", verbosity=0)
    corpus = Corpus()
    made = list(corpus.terms(10_000, size - Term.objects.count()))
    with transaction.atomic():
        store(iter(made), corpus.random)
        index_terms(term.id for term in made)  # their prose comes linked, as it comes rendered
        content_changed()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    words = Queries(Random(SEED + size), made, MADE).words()  # noqa: S311 - nothing secret
    asked = [urlencode({"q": text}) for text in words]
    _write(folder / "search", _once_each(asked[:QUERIES]))  # most searches were made before
    new = _once_each(asked[QUERIES:], start=MADE)
    _write(folder / "new search", islice(new, MADE // 2))
    _write(folder / "new search, whole page", new)
    last = -(-size // TERMS_PER_PAGE)
    pages = Random(SEED).sample(range(1, last + 1), min(last, QUERIES))  # noqa: S311
    _write(folder / "browse", _once_each([f"page={page}" for page in pages]))
    with transaction.atomic():
        cookies = [_make_learner() for _ in range(50)]
        _write(folder / "own", (f"GET\t{TERM}\t{cookie}\t" for cookie in cookies))
        _write(folder / "answers", _answers(), mix=True)
    scenarios = (f"GET\t/calculator/?requests={1000 + number}\t\t" for number in range(5_000))
    _write(folder / "calculator", scenarios)


def _once_each(queries: Sequence[str], start: int = 0) -> Iterable[str]:
    """The queries again and again, each time with a number by which it is another address.

    So every page is made: a small glossary would have all of its pages kept after a moment, a
    large one few of them.
    """
    for number in range(start, start + MADE):
        yield f"GET\t/terms/?{queries[number % len(queries)]}&number={number}\t\t"


def _make_learner() -> str:
    """A learner who has ticked an item of the term; their cookie."""
    from learners.models import Learner
    from terms.models import ChecklistItem, ChecklistTick

    learner = Learner.objects.create()
    item = ChecklistItem.objects.filter(term__slug="mlops").first()
    if item:
        ChecklistTick.objects.create(learner=learner, item=item)
    return _cookie(str(learner.pk))


def _answers() -> Iterable[str]:
    """Every answer of learners who have begun the quiz, ready to be posted."""
    from learners.models import Learner
    from quizzes.attempts.starting import start_attempt
    from quizzes.models import Quiz

    quiz = Quiz.objects.filter(term__slug="mlops").order_by("-version").first()
    if quiz is None:
        raise RuntimeError("the shipped content has no quiz of MLOps")
    questions = list(quiz.questions.prefetch_related("options"))
    chosen = [one for one in questions if one.kind == "single"]
    for learner in Learner.objects.bulk_create([Learner() for _ in range(LEARNERS)]):
        attempt = start_attempt(learner, questions, quiz=quiz, after=None)
        cookie = _cookie(str(learner.pk))
        for question in chosen:
            data = {
                "question_id": question.pk,
                "attempt": attempt.pk,
                "option": question.options.all()[0].code,
            }
            yield f"POST\t/quizzes/mlops/\t{cookie}\t{urlencode(data)}"


def _cookie(learner_id: str) -> str:
    from django.conf import settings
    from django.utils import timezone

    from learners.identity import SESSION_KEY
    from learners.middleware import RENEWED_ON

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = learner_id
    session[RENEWED_ON] = timezone.now().date().isoformat()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _write(path: Path, lines: Iterable[str], *, mix: bool = False) -> None:
    listed = list(lines)
    if mix:
        Random(len(listed)).shuffle(listed)  # noqa: S311
    path.write_text("\n".join(listed) + "\n")


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]), Path(sys.argv[2]))
