"""Terms' quizzes written to the database, as the next version where somebody has answered one."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import models

from authoring.files.library import TermFolder
from authoring.load.answered_content import next_version
from authoring.load.term_sections import Written
from authoring.specs.cost import cost_values
from authoring.specs.quiz import ParameterSpec, QuestionSpec, as_decimal
from authoring.specs.quiz_checks import exact_parameter
from quizzes.memory.answer_digest import RightAnswer, right_answer, right_answer_of
from quizzes.models import NumberParameter, Option, Question, Quiz

_BATCH = 500


def load_quizzes(written: Written) -> Counter[str]:
    """Each term's quiz at its files' state; counts what became of them, `withdrawn` where one is
    gone."""
    outcomes: Counter[str] = Counter()
    new: list[tuple[TermFolder, Quiz]] = []
    for folder, term in written:
        quizzes = Quiz.objects.filter(term=term)
        if not folder.questions:
            loaded = quizzes.filter(is_current=True).exclude(content_digest="")
            outcomes["withdrawn"] += loaded.update(is_current=False)
            continue
        digest = _digest(folder)
        used = models.Q(attempts__isnull=False) | models.Q(questions__posed__isnull=False)
        version, outcome = next_version(quizzes, digest, used=used)
        outcomes[outcome] += 1
        if version is not None:
            new.append((folder, Quiz(term=term, version=version, content_digest=digest)))
    _create(new)
    return +outcomes


def _create(quizzes: Sequence[tuple[TermFolder, Quiz]]) -> None:
    """Write new quizzes with their questions, and then what their questions hold."""
    before = {quiz.term_id: _questions_before(quiz) for _, quiz in quizzes}
    Quiz.objects.bulk_create(quiz for _, quiz in quizzes)
    questions: list[Question] = []
    options: list[Option] = []
    parameters: list[NumberParameter] = []
    for folder, quiz in quizzes:
        for position, spec in enumerate(folder.questions, start=1):
            question = _question(quiz, position, spec)
            own = _options(question, spec)
            drawn = [
                NumberParameter(question=question, position=place, **_columns(parameter, folder))
                for place, parameter in enumerate(spec.drawn_parameters(), start=1)
            ]
            earlier = before[quiz.term_id].get(question.key)
            question.answer_digest = _answer_digest(question, own, drawn, earlier)
            questions.append(question)
            options += own
            parameters += drawn
    Question.objects.bulk_create(questions, _BATCH)
    Option.objects.bulk_create(options, _BATCH)
    NumberParameter.objects.bulk_create(parameters, _BATCH)


def right_answers(folder: TermFolder) -> dict[str, RightAnswer]:
    """What makes an answer to each question right, by the question's key, as the files say it."""
    found = {}
    for position, spec in enumerate(folder.questions, start=1):
        question = _question(Quiz(), position, spec)
        drawn = [NumberParameter(**_columns(one, folder)) for one in spec.drawn_parameters()]
        found[spec.key] = right_answer(question, _options(question, spec), drawn)
    return found


def _questions_before(quiz: Quiz) -> dict[str, Question]:
    """The questions of the version before this one, by their keys."""
    before = Quiz.objects.filter(term=quiz.term_id, version__lt=quiz.version).first()
    return {one.key: one for one in before.questions.all()} if before else {}


def _question(quiz: Quiz, position: int, spec: QuestionSpec) -> Question:
    return Question(
        quiz=quiz,
        position=position,
        key=spec.key,
        kind=spec.kind,
        stem=spec.stem,
        section=spec.section,
        **spec.stored_values(),
    )


def _options(question: Question, spec: QuestionSpec) -> list[Option]:
    return [
        Option(
            question=question,
            position=place,
            text=option.text,
            is_right=option.right,
            reason=option.reason,
        )
        for place, option in enumerate(spec.stored_options(), start=1)
    ]


def _answer_digest(
    question: Question,
    options: list[Option],
    parameters: list[NumberParameter],
    earlier: Question | None,
) -> str:
    """That of the version before where the answer is the same in other words, else its own."""
    answer = right_answer(question, options, parameters)
    if earlier is not None and answer.is_same_as(right_answer_of(earlier)):
        return earlier.answer_digest
    return answer.digest


def _digest(folder: TermFolder) -> str:
    """That of the quiz's file, and of the cost file too where the quiz reads from it."""
    digest = folder.quiz_document.digest
    if folder.cost_document.is_absent or not _reads_cost(folder.questions):
        return digest
    return hashlib.sha256((digest + folder.cost_document.digest).encode()).hexdigest()


def _reads_cost(questions: list[QuestionSpec]) -> bool:
    return any(parameter.cost for one in questions for parameter in one.drawn_parameters())


def _columns(parameter: ParameterSpec, folder: TermFolder) -> dict[str, Any]:
    costs = cost_values(folder.cost)
    exact = exact_parameter(parameter, costs)
    notation = costs[parameter.cost].notation if parameter.cost else Question.Notation.NUMBER
    return {
        "name": parameter.name,
        "low": as_decimal(exact.low),
        "high": as_decimal(exact.high),
        "step": as_decimal(exact.step),
        "formula": exact.formula,
        "notation": parameter.notation or notation,
    }
