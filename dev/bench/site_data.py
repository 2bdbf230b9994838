"""What the measured site holds: made terms, and learners with open quizzes, ready to be asked for.

The requests that the load is made of are written to files, a line each.
"""

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from io import StringIO
from itertools import islice
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from dev.bench.made_content import SEED, MadeTerm, make_terms, write_content
from learners.devices.sessions import NOTED
from learners.identity import SESSION_KEY
from learners.models import Learner
from quizzes.attempts.starting import start_attempt
from quizzes.models import Quiz
from terms.browse.filters import TERMS_PER_PAGE
from terms.models import ChecklistItem, ChecklistTick

LEARNERS = 4_000
QUERIES = 400
MADE = 20_000
"""More pages than the load can ask for in its time."""

TERM = "/terms/mlops/"


def fill_site(size: int, folder: Path) -> None:
    """Let the site have `size` made terms, and write the requests to `folder`."""
    terms = make_terms(size)
    write_content(settings.CONTENT_DIR, terms)
    call_command("prepare", verbosity=0, stdout=StringIO())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    random = Random(SEED + size)  # noqa: S311 - nothing secret
    asked = [urlencode({"q": text}) for text in _searches(random, terms)]
    new = _once_each(asked[QUERIES:], start=MADE)
    pages = [f"page={page}" for page in range(1, size // TERMS_PER_PAGE + 2)]
    random.shuffle(pages)
    with transaction.atomic():
        cookies = [_make_learner() for _ in range(50)]
        answers = list(_answers())
    random.shuffle(answers)
    _write(folder / "search", _once_each(asked[:QUERIES]))  # most searches were made before
    _write(folder / "new search", islice(new, MADE // 2))
    _write(folder / "new search, whole page", new)
    _write(folder / "browse", _once_each(pages[:QUERIES]))
    _write(folder / "own", (f"GET\t{TERM}\t{cookie}\t" for cookie in cookies))
    _write(folder / "answers", answers)
    scenarios = (f"GET\t/calculator/?requests={1000 + number}\t\t" for number in range(5_000))
    _write(folder / "calculator", scenarios)
    connection.close()


def _searches(random: Random, terms: Sequence[MadeTerm]) -> Iterator[str]:
    """One to three words from one text, common and rare ones as they come."""
    for term in random.choices(terms, k=MADE):
        yield " ".join(random.sample(term.text, random.choice((1, 2, 3))))


def _once_each(queries: Sequence[str], start: int = 0) -> Iterator[str]:
    """The queries again and again, each time with a number by which it is another address.

    So every page is made: a small glossary would have all of its pages kept after a moment, a
    large one few of them.
    """
    for number in range(start, start + MADE):
        yield f"GET\t/terms/?{queries[number % len(queries)]}&number={number}\t\t"


def _make_learner() -> str:
    """A learner who has ticked an item of the term; their cookie."""
    learner = Learner.objects.create()
    item = ChecklistItem.objects.filter(term__slug="mlops").first()
    if item:
        ChecklistTick.objects.create(learner=learner, item=item)
    return cookie_of(learner)


def _answers() -> Iterator[str]:
    """Every answer of learners who have begun the quiz, ready to be posted."""
    quiz = Quiz.objects.current().get(term__slug="mlops")
    questions = list(quiz.questions.prefetch_related("options"))
    for learner in Learner.objects.bulk_create([Learner() for _ in range(LEARNERS)]):
        attempt = start_attempt(learner, questions, quiz=quiz, after=None)
        cookie = cookie_of(learner)
        for question in questions:
            if question.kind == "single":
                option = question.options.all()[0].code
                data = {"question_id": question.pk, "attempt": attempt.pk, "option": option}
                yield f"POST\t/quizzes/mlops/\t{cookie}\t{urlencode(data)}"


def cookie_of(learner: Learner) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(learner.pk)
    session.create()
    session[NOTED] = [session.session_key, timezone.now().date().isoformat()]
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _write(path: Path, lines: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n")
