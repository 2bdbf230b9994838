"""What a quiz cannot know by itself: the numbers of the cost file, and that formulas compute."""

from collections.abc import Mapping
from fractions import Fraction

from authoring.files.reading import Document
from authoring.specs.cost import CostSpec, CostValue, cost_values
from authoring.specs.quiz import NumberSpec, ParameterSpec, QuizSpec
from glossary_site.numbers.formula import FormulaError, evaluate
from quizzes.kinds.randomization import Parameter, draw

LARGEST_ANSWER = Fraction(10**18)
"""An answer of so much, or of less than one part in it, has more digits than a field takes."""

TRIAL_DRAWS = 200
"""So many learners' numbers are tried before a question is accepted."""


def check_quiz(document: Document, quiz: QuizSpec, cost: CostSpec | None) -> None:
    """Report numbers that the cost file does not have, and formulas that divide by zero."""
    values = cost_values(cost)
    for index, question in enumerate(quiz.questions):
        if not isinstance(question, NumberSpec):
            continue
        unknown = False
        for place, parameter in enumerate(question.drawn_parameters()):
            if parameter.cost and parameter.cost not in values:
                unknown = True
                allowed = ", ".join(values) or "none, as the term has no cost.yaml"
                location = ("questions", index, "parameters", place, "cost")
                document.report(
                    location, f"{parameter.cost!r} is not in cost.yaml; there are: {allowed}"
                )
        if not unknown:
            _try_formula(document, index, question, values)


def exact_parameter(parameter: ParameterSpec, values: Mapping[str, CostValue]) -> Parameter:
    """The parameter with what the cost file says filled in."""
    if parameter.cost is None:
        return parameter.drawn
    value = values[parameter.cost].value
    return Parameter(parameter.name, value, value)


def _try_formula(
    document: Document, index: int, question: NumberSpec, values: Mapping[str, CostValue]
) -> None:
    parameters = [exact_parameter(parameter, values) for parameter in question.drawn_parameters()]
    try:
        for seed in range(TRIAL_DRAWS):
            answer = evaluate(question.formula, draw(seed, parameters))
            if abs(answer) >= LARGEST_ANSWER or 0 < abs(answer) < 1 / LARGEST_ANSWER:
                raise FormulaError(f"the answer can be {float(answer):.3g}, which nobody can type")
    except FormulaError as error:
        document.report(("questions", index, "formula"), str(error))
