"""Maturity: the ladder, the steps of an assessment, and its results."""

from collections.abc import Callable
from copy import copy
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dev.styleguide.specimens import Section, Specimen, Title
from dev.styleguide.taking import answer, finish, noted, uneven
from dev.styleguide.teaming import team_specimens
from learners.models import Learner
from maturity.charts.distribution import distribution_chart
from maturity.models import Assessment, MaturityModel, Statement
from maturity.plans.forms import ItemsForm, TargetsForm
from maturity.results.comparing import Comparison
from maturity.results.differences import compare
from maturity.results.history import read_history
from maturity.results.result import Result, build_result, find_finished, own_evidence
from maturity.scoring.scoring import AnswerValue, Level
from maturity.wizard.assessments import (
    Answer,
    Step,
    find_model,
    read_step,
    remembered_answers,
    start_assessment,
)
from maturity.wizard.forms import DimensionForm
from terms.models import Term

STEP = "maturity/_assessment_step.html"


def assessment_section(term: Term) -> Section:
    """The assessment about `term`, and results at level 3 and at the top."""
    current = term.maturity_models.get(is_current=True, is_rough=False)
    model = find_model(current.slug, None)
    if model is None:
        raise ValueError(f"{current} asks nothing")
    everything = Answer(AnswerValue.EVERYWHERE)
    nothing = Answer(AnswerValue.NOT_APPLICABLE, reason=str(_("We have no such features.")))
    return Section(
        "maturity-model",
        _("Maturity"),
        (
            _reader_level(term),
            Specimen("ladder", _("Ladder"), "maturity/_ladder.html", {"term": term}),
            *_steps(model),
            *_result_parts(_result(model, uneven)),
            *_result_parts(_result(model, lambda statement: everything)),
            *_unrated(_result(model, lambda statement: nothing)),
            *_rough(term),
            _own_plan(_result(model, uneven)),
            *_own_parts(_result(model, noted)),
            *_over_time(model),
            _among_others(),
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


def _result_parts(result: Result) -> tuple[Specimen, ...]:
    level = {"level": result.level or "–"}
    context = {
        "result": result,
        "model": result.assessment.model,
        "rungs": result.rungs,
        "current_level": result.level,
    }
    parts = {
        "result_head": _("Head of a result at level %(level)s"),
        "result_reasons": _("Why it is level %(level)s"),
        "result_plan": _("What lifts level %(level)s"),
        "result_profile": _("Profile at level %(level)s, with its radar chart"),
        "rungs": _("Ladder at level %(level)s"),
    }
    if not result.next_level:
        del parts["result_plan"]
    return tuple(
        Specimen(f"{name}-{result.level}", title % level, f"maturity/_{name}.html", context)
        for name, title in parts.items()
    )


def _unrated(result: Result) -> tuple[Specimen, ...]:
    """The parts that say so where too little applies for a level."""
    parts = {
        "result_head": _("Head of a result without a level"),
        "result_reasons": _("Why there is no level"),
        "result_profile": _("Profile without a level"),
    }
    context = {"result": result, "model": result.assessment.model}
    return tuple(
        Specimen(f"{name}-unrated", title, f"maturity/_{name}.html", context)
        for name, title in parts.items()
    )


def _rough(term: Term) -> tuple[Specimen, ...]:
    """The head of a result of the short assessment, if there is one."""
    rough = term.maturity_models.filter(is_current=True, is_rough=True).first()
    model = find_model(rough.slug, None) if rough else None
    if model is None:
        return ()
    context = {"result": _result(model, uneven), "model": model}
    title = _("Head of a rough result")
    return (Specimen("result_head-rough", title, "maturity/_result_head.html", context),)


def _own_parts(result: Result) -> tuple[Specimen, ...]:
    """What only the owner sees of a result: the evidence, and what may be done with its link."""
    owned = {"result": result, "is_owner": True}
    evidence = {"evidence": own_evidence(result.assessment)[:2]}
    revoked = replace(result, assessment=copy(result.assessment))
    revoked.assessment.is_shared = False
    sharing = "maturity/_result_sharing.html"
    return (
        Specimen("evidence", _("Evidence"), "maturity/_result_evidence.html", evidence),
        Specimen("link-shared", _("A result that is shared"), sharing, owned),
        Specimen("link-revoked", _("A revoked link"), sharing, owned | {"result": revoked}),
    )


def _own_plan(result: Result) -> Specimen:
    context = {
        "result": result,
        "is_owner": True,
        "items_form": ItemsForm(result.plan),
        "targets_form": TargetsForm(result.plan),
    }
    title = _("The plan, as its owner works with it")
    return Specimen("plan-owned", title, "maturity/_result_plan.html", context)


def _over_time(model: MaturityModel) -> tuple[Specimen, ...]:
    """Two results of one learner, a quarter of a year apart, and what lies between them."""
    learner = Learner.objects.create()
    first = finish(model, uneven, learner)
    Assessment.objects.filter(pk=first.pk).update(finished_at=timezone.now() - timedelta(days=91))
    second = finish(model, noted, learner)
    before, after = find_finished(first.token), find_finished(second.token)
    if not (before and after):
        raise ValueError(f"{model} was not finished twice")
    history, difference = read_history(learner, model.slug), compare(before, after)
    course = {"model": model, "history": history, "chart": history.chart}
    between = {
        "model": model,
        "difference": difference,
        "before": difference.before,
        "after": difference.after,
    }
    wrong = {"model": model, "sent": "{", "problem": _("This is too long to be a result.")}
    return (
        Specimen("timeline", _("Results over time"), "maturity/_timeline.html", course),
        Specimen("history", _("The same as a table"), "maturity/_history_table.html", course),
        Specimen("compare", _("Two to compare"), "maturity/_difference_form.html", course),
        Specimen(
            "between", _("From one result to another"), "maturity/_difference_head.html", between
        ),
        Specimen("levels", _("Levels that changed"), "maturity/_difference_levels.html", between),
        Specimen("load", _("A file that is none"), "maturity/_result_load.html", wrong),
        Specimen(
            "changes", _("Answers that changed"), "maturity/_difference_answers.html", between
        ),
    )


def _among_others() -> Specimen:
    numbers, own = (3, 8, 14, 9, 4, 1, 0), Level(4)
    counts = tuple(zip(Level, numbers, strict=True))
    comparison = Comparison(own, counts, distribution_chart(numbers, own))
    template = "maturity/_result_comparison.html"
    return Specimen("among-others", _("Among others"), template, {"comparison": comparison})


def _reader_level(term: Term) -> Specimen:
    learner = Learner.objects.create()
    finish(term.maturity_models.get(is_current=True, is_rough=True), uneven, learner)
    title = _("The reader’s level, before the ladder")
    context = {"term": term, "learner_id": learner.pk}
    return Specimen("reader-level", title, "maturity/_reader_level.html", context)


def _result(model: MaturityModel, answer_to: Callable[[Statement], Answer]) -> Result:
    finished = find_finished(finish(model, answer_to).token)
    if finished is None:
        raise ValueError(f"{model} was not finished")
    return build_result(finished)
