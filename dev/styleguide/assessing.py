"""Maturity: the ladder, the steps of an assessment, and its results."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dev.styleguide.specimens import Section, Specimen, Title
from dev.styleguide.taking import answer, finish, noted, pick, uneven
from dev.styleguide.teaming import team_specimens
from learners.models import Learner
from maturity.charts.distribution import distribution_chart
from maturity.models import Assessment, MaturityModel, Statement
from maturity.plans.forms import ItemsForm, TargetsForm
from maturity.results.differences import compare
from maturity.results.history import read_history
from maturity.results.other_results import Comparison
from maturity.results.result import Result, build_result, find_finished, own_evidence
from maturity.resuming import find_last_levels
from maturity.scoring.scoring import AnswerValue, Level
from maturity.wizard.assessments import (
    Answer,
    Step,
    find_model,
    read_step,
    remembered_answers,
    start_assessment,
)
from maturity.wizard.forms import DimensionForm, RubricForm
from terms.models import Term

SHORT = "maturity/_short_assessment.html"
STEP = "maturity/_assessment_step.html"
HISTORY = "maturity/assessment_history.html"


def assessment_section(term: Term) -> Section:
    """The assessment about `term`, and results at level 3 and at the top."""
    current = term.maturity_models.get(is_current=True, is_rough=False)
    model = find_model(current.slug, None)
    if model is None:
        raise ValueError(f"{current} asks nothing")
    return Section(
        "maturity-model",
        _("Maturity"),
        (
            *_reader_level(term),
            Specimen("ladder", _("Ladder"), "maturity/_ladder.html", {"term": term}),
            *_steps(model),
            *_results(model),
            *_short(term),
            *_over_time(model),
            *team_specimens(model),
        ),
    )


def _steps(model: MaturityModel) -> tuple[Specimen, ...]:
    first = read_step(model, None, None)
    assessment = start_assessment(Learner.objects.create(), model)
    for dimension in model.answerable_dimensions[:3]:
        answer(assessment, dimension, uneven)
    half = read_step(model, assessment, None)
    looked_at = read_step(model, assessment, model.answerable_dimensions[0].key)
    before = finish(model, uneven)
    again = read_step(model, start_assessment(before.learner, model), None)
    if not (first and half and looked_at and again):
        raise ValueError(f"{model} has no steps")
    return (
        _step("step-first", _("First step"), first, DimensionForm(first.dimension)),
        _step("step-half", _("Half done"), half, DimensionForm(half.dimension)),
        _step(
            "step-answered",
            _("A step with its answers"),
            looked_at,
            DimensionForm(
                looked_at.dimension, answers=remembered_answers(assessment, looked_at.dimension)
            ),
        ),
        _step("step-again", _("A step of another attempt"), again, DimensionForm(again.dimension)),
        _step("step-wrong", _("A step with errors"), half, _wrong_form(half)),
        Specimen(
            "assessment-finished",
            _("Taken before"),
            "maturity/_assessment_finished.html",
            {"model": model, "finished": before},
        ),
    )


def _step(key: str, title: Title, step: Step, form: DimensionForm) -> Specimen:
    return Specimen(key, title, STEP, {"model": step.model, "step": step, "form": form})


def _wrong_form(step: Step) -> DimensionForm:
    """One statement does not apply for no reason, and the others are left open."""
    statement = step.dimension.statements.all()[0]
    data = {f"answer-{statement.key}": AnswerValue.NOT_APPLICABLE.value}
    form = DimensionForm(step.dimension, data=data)
    form.is_valid()
    return form


def _results(model: MaturityModel) -> tuple[Specimen, ...]:
    """Results at level 3 and at the top, and without a level; one as its owner works with it."""
    everything = Answer(AnswerValue.EVERYWHERE)
    nothing = Answer(AnswerValue.NOT_APPLICABLE, reason=str(_("We have no such features.")))
    planned = _result(model, uneven)
    revoked = _result(model, noted)
    revoked.assessment.is_shared = False
    return (
        _result_page("shared", _("A result that is shared"), planned),
        Specimen(
            "result-summary",
            _("A result on one page"),
            "maturity/result_summary.html",
            {"result": planned},
        ),
        _result_page("owned", _("A result, as its owner works with it"), planned, _owned(planned)),
        _result_page("revoked", _("A revoked link"), revoked, _owned(revoked)),
        _result_page("top", _("A result at the top"), _result(model, lambda one: everything)),
        _result_page("unrated", _("No level"), _result(model, lambda one: nothing)),
    )


def _short(term: Term) -> tuple[Specimen, ...]:
    """The short assessment, empty and half filled, and a result of it, if there is one."""
    short = term.maturity_models.filter(is_current=True, is_rough=True).first()
    model = find_model(short.slug, None) if short else None
    if model is None or not model.is_short:
        return ()
    dimensions = model.answerable_dimensions
    empty = {"model": model, "form": RubricForm(dimensions)}
    half = RubricForm(dimensions, data={f"level-{one.key}": "3" for one in dimensions[:4]})
    half.is_valid()
    levels = [1 + place % 5 for place in range(len(dimensions))]
    return (
        Specimen("short", _("The short assessment"), SHORT, empty),
        Specimen("short-open", _("With open questions"), SHORT, {"model": model, "form": half}),
        _result_page("rough", _("A rough result"), _built(pick(model, levels))),
    )


def _result_page(
    key: str, title: Title, result: Result, more: Mapping[str, object] | None = None
) -> Specimen:
    context = {"result": result, **(more or {})}
    return Specimen(f"result-{key}", title, "maturity/assessment_result.html", context)


def _owned(result: Result) -> dict[str, object]:
    """What only the owner sees: the evidence, the forms of the plan, what to do with the link."""
    return {
        "is_owner": True,
        "comparison": _among_others(),
        "evidence": own_evidence(result.assessment)[:2],
        "items_form": ItemsForm(result.plan),
        "targets_form": TargetsForm(result.plan),
    }


def _over_time(model: MaturityModel) -> tuple[Specimen, ...]:
    """Two results of one learner, a quarter of a year apart, and what lies between them."""
    learner = Learner.objects.create()
    first = finish(model, uneven, learner)
    Assessment.objects.filter(pk=first.pk).update(finished_at=timezone.now() - timedelta(days=91))
    second = finish(model, noted, learner)
    before, after = find_finished(first.token), find_finished(second.token)
    if not (before and after):
        raise ValueError(f"{model} was not finished twice")
    course = {"model": model, "history": read_history(learner, model.slug)}
    wrong = {"sent": "{", "problem": _("This is too long to be a result.")}
    between = {"model": model, "difference": compare(before, after)}
    return (
        Specimen("history", _("Results over time"), HISTORY, course),
        Specimen("load", _("A file that is none"), HISTORY, {**course, **wrong}),
        Specimen(
            "between", _("From one result to another"), "maturity/result_difference.html", between
        ),
    )


def _among_others() -> Comparison:
    numbers, own = (3, 8, 14, 9, 4, 1, 0), Level(4)
    counts = tuple(zip(Level, numbers, strict=True))
    return Comparison(own, counts, distribution_chart(numbers, own))


def _reader_level(term: Term) -> tuple[Specimen, ...]:
    learner = Learner.objects.create()
    finish(term.maturity_models.get(is_current=True, is_rough=True), uneven, learner)
    title = _("The reader’s level, before the ladder")
    context = {"term": term, "learner_id": learner.pk}
    last = {"begun": find_last_levels(learner.pk)}
    return (
        Specimen("reader-level", title, "maturity/_reader_level.html", context),
        Specimen("last-levels", _("The reader’s last level"), "learners/_resumptions.html", last),
    )


def _result(model: MaturityModel, answer_to: Callable[[Statement], Answer]) -> Result:
    return _built(finish(model, answer_to))


def _built(assessment: Assessment) -> Result:
    finished = find_finished(assessment.token)
    if finished is None:
        raise ValueError(f"{assessment} was not finished")
    return build_result(finished)
