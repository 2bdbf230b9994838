"""What a change of a term touches elsewhere: pages, quiz questions, plans, links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import unified_diff
from typing import Any

from django.db.models import QuerySet

from authoring.history import files
from maturity.models import StatementHelp
from quizzes.models import Question
from terms.graph.placing import DECLARED
from terms.models import Mention, Term
from terms.sections.registry import parts

_NAMES = {"title", "abbreviation", "aliases", "linking", "status"}
_CARD = {"title", "abbreviation", "tldr", "category", "status"}


_LINE_STYLES = {
    "+": "difference__line--new",
    "-": "difference__line--old",
    "@": "difference__line--place",
}


@dataclass(frozen=True)
class DifferenceLine:
    """A line of a unified diff."""

    text: str

    @property
    def style(self) -> str:
        """The class of a line that is new, old or says where it stands; empty for any other."""
        return _LINE_STYLES.get(self.text[:1], "")


@dataclass
class Impact:
    """Differences by file, and what stands on what they change."""

    differences: dict[str, list[DifferenceLine]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    helps: list[StatementHelp] = field(default_factory=list)
    linked_anew: list[Term] = field(default_factory=list)
    showing_it: list[Term] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.differences


def impact_of(term: Term, before: Mapping[str, str], after: Mapping[str, str]) -> Impact:
    """What changing the files of `term` from `before` to `after`, by name, touches."""
    touched = {file: text for file, text in after.items() if before.get(file, "") != text}
    changed = {
        name
        for file, text in touched.items()
        for name in _changed_fields(file, before.get(file, ""), text)
    }
    anchors = {section.key for section, part in parts() if part.place[0] in changed}
    helps = StatementHelp.objects.filter(
        term=term, section__in=anchors, statement__dimension__model__is_current=True
    )
    return Impact(
        differences={
            file: difference(before.get(file, ""), text) for file, text in touched.items()
        },
        questions=_questions(term, anchors, reads_cost=bool({"tiers", "example"} & changed)),
        helps=list(helps.select_related("statement__dimension__model")),
        linked_anew=_terms(Mention.objects.filter(target=term)) if _NAMES & changed else [],
        showing_it=_showing(term) if _CARD & changed else [],
    )


def difference(before: str, after: str) -> list[DifferenceLine]:
    """The lines of a unified diff, without the names of files."""
    lines = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=2)
    return [DifferenceLine(line) for line in list(lines)[2:]]


def _changed_fields(file: str, before: str, after: str) -> Iterable[str]:
    was, is_now = files.says(file, before), files.says(file, after)
    return [name for name in was | is_now if was.get(name) != is_now.get(name)]


def _questions(term: Term, anchors: set[str], *, reads_cost: bool) -> list[Question]:
    """The questions about what changed; a number's question may be computed from the costs."""
    questions = Question.objects.filter(quiz__term=term, quiz__is_current=True)
    wanted = questions.filter(section__in=anchors)
    if reads_cost:
        wanted = wanted | questions.exclude(formula="")
    return list(wanted.distinct().order_by("position"))


def _showing(term: Term) -> list[Term]:
    """The terms whose pages name `term` beside their text."""
    rows = (model._default_manager.filter(target=term) for model in DECLARED)
    return _terms(*rows)


def _terms(*rows: QuerySet[Any]) -> list[Term]:
    ids = {pk for some in rows for pk in some.values_list("term", flat=True)}
    return list(Term.objects.published().filter(pk__in=ids).only("slug", "title").order_by("title"))
