"""The questions of a term, of a path and of the whole glossary, in their order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from exchange.questions.items import KINDS, Item, instances
from exchange.records.reading import read_scheme
from paths.models import Path
from quizzes.models import Question, Quiz
from terms.models import Term


@dataclass(frozen=True)
class Paper:
    """Questions with a title and where they are from; `skipped` are of kinds that no file holds."""

    name: str
    title: str
    url: str
    items: tuple[Item, ...]
    skipped: tuple[str, ...] = ()

    def once(self) -> "Paper":
        """The paper with one instance of each question."""
        return replace(self, items=tuple(one for one in self.items if one.instance <= 1))


def term_paper(slug: str, base: str) -> Paper | None:
    """The current questions of a published term; None without such a term."""
    term = Term.objects.published().filter(slug=slug).first()
    if term is None:
        return None
    url = f"{base}{reverse('quizzes:quiz_detail', args=[slug])}"
    return _paper(slug, term.title, url, [term], base)


def path_paper(slug: str, base: str) -> Paper | None:
    """Those of all terms of a path; None without such a path."""
    path = Path.objects.current().with_steps().filter(slug=slug).first()
    if path is None:
        return None
    terms = [step.term for step in path.shown]
    return _paper(slug, path.title, f"{base}{path.get_absolute_url()}", terms, base)


def glossary_paper(base: str) -> Paper:
    """Those of every published term, by title."""
    scheme = read_scheme(base)
    terms = list(Term.objects.published().order_by("title_key"))
    return _paper("glossary", scheme.title, scheme.url, terms, base)


PAPERS: dict[str, Callable[[str, str], Paper | None]] = {
    "quizzes": term_paper,
    "paths": path_paper,
}
"""What reads a paper by a slug, by the module whose addresses it goes with."""


def _paper(name: str, title: str, url: str, terms: Sequence[Term], base: str) -> Paper:
    quizzes = Quiz.objects.current().filter(term__in=terms)
    asked = Question.objects.filter(quiz__in=quizzes).for_taking().prefetch_related("options")
    place = {term.pk: at for at, term in enumerate(terms)}
    questions = sorted(asked, key=lambda one: place[one.quiz.term_id])
    skipped = [f"{one.quiz.term.slug}: {one.key}" for one in questions if one.kind not in KINDS]
    items = [item for one in questions if one.kind in KINDS for item in instances(one, base)]
    return Paper(name, title, url, tuple(items), tuple(skipped))
