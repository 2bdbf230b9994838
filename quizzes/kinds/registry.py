"""The kinds of questions by their keys: a module of this package that registers one adds it."""

from importlib import import_module
from pkgutil import iter_modules

from quizzes import kinds
from quizzes.kinds.base import QuestionKind
from quizzes.models import Question

KINDS: dict[str, QuestionKind] = {}


def register(kind: type[QuestionKind]) -> type[QuestionKind]:
    """Class decorator: questions with the kind's `key` are of this kind."""
    KINDS[kind.key] = kind()
    return kind


def kind_of(question: Question) -> QuestionKind:
    """The kind of the question. Raises LookupError where no module registers it."""
    if kind := KINDS.get(question.kind):
        return kind
    raise LookupError(f"{question.kind!r} is no kind of question; there are: {', '.join(KINDS)}")


def discover() -> None:
    """Import every module of the package, so that each registers its kind."""
    for module in iter_modules(kinds.__path__):
        import_module(f"{kinds.__name__}.{module.name}")
