"""A device without a connection says of every answer what the site would say of it."""

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser

from learners.models import Learner
from quizzes.attempts.feedback import Feedback
from quizzes.kinds.base import AnswerError
from quizzes.kinds.number import exact_number
from quizzes.kinds.registry import kind_of
from quizzes.models import PosedQuestion, Question
from quizzes.reviews import package
from tests.browser.answering import remember
from tests.quizzes.conftest import make_mixed_quiz

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SCRIPTS = ("offline-scoring", "offline-drawing")
TRY = """([form, sample]) => {
    const question = document.querySelector(`[data-question="${form}"]`);
    const drawn = question.content.querySelector("form").cloneNode(true);
    if (sample.number !== undefined) drawn.elements.number.value = sample.number;
    const inputs = [...drawn.querySelectorAll("[name='option']")];
    const hidden = inputs.filter((input) => input.type === "hidden");
    hidden.forEach((input, place) => { input.value = sample.option[place]; });
    for (const input of inputs) if (!hidden.includes(input)) input.checked = sample.option.includes(input.value);
    const scored = scoreOnDevice(JSON.parse(question.dataset.rule), drawn);
    if (scored.error) return scored;
    const { credit } = document.querySelector("[data-credit]").dataset;
    const reasons = offlineDrawing.reasonsOf(question, scored, credit).querySelector(".reasons");
    const options = [...reasons.querySelectorAll(".reasons__option")].map((one) => one.className);
    reasons.querySelector("dd")?.remove(); // a number is shown as it was typed
    return { ...scored, options, text: reasons.textContent };
}"""


def plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def samples(posed: PosedQuestion) -> Iterator[dict[str, Any]]:
    """Answers to the question: every one that there is, or numbers in all ways of writing."""
    codes = [option.code for option in posed.question.options.all()]
    match posed.question.kind:
        case "ordering":
            yield from ({"option": order} for order in itertools.permutations(codes))
        case "number":
            yield from ({"number": text} for text in numbers(posed))
        case "multiple":
            sizes = range(len(codes) + 1)
            subsets = (itertools.combinations(codes, size) for size in sizes)
            yield from ({"option": subset} for subset in itertools.chain.from_iterable(subsets))
        case _:
            yield from ({"option": [code]} for code in codes)


def numbers(posed: PosedQuestion) -> Iterator[str]:
    exact, question = exact_number(posed), posed.question
    shown = exact * 100 if question.notation == "percent" else exact
    for step in ("0", "0.001", "-0.001", "0.0011", "-0.0011", "0.1", "0.5", "1"):
        value = f"{float(shown + Fraction(step)):.9f}".rstrip("0")
        yield from (value, value.replace(".", ","), f"{value}%", f"${value}", f"{value} h")
    yield from ("", "-", ".", ",", "x", "0", "-0", "-1", "1.", ".5", "5e3", "1.234", "1,234")
    yield from ("0.127", "0,127", "1234.567", "1.234,5", "1,234.5", "1 234", "1'234", "--1", "+1")
    yield from (
        "1/3",
        "NaN",
        "∞",
        "−1",
        "12 %",
        "% 12",
        "$ 5",
        "5 $",
        "us$5",
        "-$5",
        "١",
        "1\u00a0%",
    )


@pytest.fixture
def learner() -> Learner:
    """Somebody who has every kind of question to review."""
    quiz = make_mixed_quiz()
    number = quiz.questions.get(kind="number")
    for place, changes in enumerate(
        (
            {"formula": "1 / 3", "notation": "percent", "tolerance": Decimal("0.005")},
            {"formula": "10 / 3", "notation": "number", "unit": "h", "tolerance": Decimal(0)},
            {"formula": "1234.5", "notation": "number", "tolerance": Decimal("0.1")},
        ),
        start=6,
    ):
        number.pk, number.position, number.key = None, place, f"question-{place}"
        Question.objects.create(**{
            "quiz": quiz, "position": place, "key": f"question-{place}", "kind": "number",
            "stem": "How much?", "section": "faq", "reason": "So much: {answer}", **changes,
        })  # fmt: skip
    return remember(quiz)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_device_says_what_the_site_says(
    browser: Browser,
    learner: Learner,
    language: str,
    german: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = browser.new_page()
    tried = accepted = 0
    with translation.override(language):
        assert (gettext("Glossary") == "Glossary") is (language == "en")
        with monkeypatch.context() as patch:
            patch.setattr(package.uuid, "uuid4", lambda: UUID(int=2026))
            _package, packed = package.pack(learner.pk, "session")
        html = render_to_string("quizzes/offline_review.html", {"questions": packed, "url": "/"})
        page.set_content(re.sub(r"<script.*?</script>|<link[^>]+>", "", html, flags=re.DOTALL))
        for name in SCRIPTS:
            page.add_script_tag(
                path=Path(settings.BASE_DIR) / f"static/js/{name}.js", type="module"
            )
        page.wait_for_function("globalThis.scoreOnDevice && globalThis.offlineDrawing")
        for one in packed:
            posed = one.progress.posed[0]
            for sample in samples(posed):
                device = page.evaluate(TRY, [str(one.answer_ids[0]), sample])
                tried += 1
                if "error" in device:
                    if posed.question.kind != "number":
                        with pytest.raises(AnswerError):
                            read(posed, sample)
                    continue
                accepted += 1
                expected = site(posed, sample)
                device["text"] = plain(device["text"])
                assert device == device | expected, sample
    page.close()
    assert tried > 100
    assert accepted > 60


def read(posed: PosedQuestion, sample: dict[str, Any]) -> str:
    data = QueryDict(mutable=True)
    for name, value in sample.items():
        data.setlist(name, [value] if isinstance(value, str) else list(value))
    return kind_of(posed.question).read(posed, data)


def site(posed: PosedQuestion, sample: dict[str, Any]) -> dict[str, Any]:
    """What the site makes of the answer, and how it explains it."""
    question, kind, response = posed.question, kind_of(posed.question), read(posed, sample)
    credit = kind.score(posed, response)
    feedback = Feedback(
        "", credit, kind, 1, 1, kind.explain(posed, response),
        question.quiz.term, question.section, None, None,
    )  # fmt: skip
    html = render_to_string("quizzes/_reasons.html", {"feedback": feedback})
    return {
        "earned": credit.earned,
        "worth": credit.worth,
        "verdict": credit.verdict.value,
        "options": re.findall(r'class="(reasons__option[^"]*)"', html),
        "text": plain(re.sub(r"<dd.*?</dd>", "", html, count=1, flags=re.DOTALL)),
    }
