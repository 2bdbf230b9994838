"""A kind of question takes one module, one template and one spec: here a word to be typed."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import QueryDict
from django.template import engines
from django.template.loaders.locmem import Loader
from django.test import Client
from pydantic import TypeAdapter

from authoring.specs.quiz import QUESTION_SPECS, AnyQuestion, OptionSpec, QuestionSpec
from authoring.specs.values import LineProse
from exchange.questions.papers import term_paper
from quizzes.kinds.base import AnswerError, QuestionKind
from quizzes.kinds.registry import KINDS, kind_of
from quizzes.kinds.scoring import Credit
from quizzes.models import Answer, PosedQuestion, Question, QuestionMemory, Quiz
from tests.quizzes.answering import URL, address
from tests.world import make_glossary, make_quiz, make_term

pytestmark = pytest.mark.django_db

TEMPLATES = {
    "quizzes/kinds/_word.html": "{% if feedback %}<p>You typed {{ feedback.reasons.given }}; the word "
    'is {{ feedback.reasons.right }}.</p>{% else %}<input name="word" value="{{ asked.form }}">'
    "{% endif %}",
}


class Word(QuestionKind):
    """The one option holds the word that is right."""

    key = "word"
    label = "a word"
    template = "quizzes/kinds/_word.html"

    def ask(self, posed: PosedQuestion, sent: QueryDict) -> str:
        return sent.get("word", "")

    def read(self, posed: PosedQuestion, data: QueryDict) -> str:
        if not data.get("word", "").isalpha():
            raise AnswerError("Type a word.")
        return data["word"]

    def score(self, posed: PosedQuestion, response: str) -> Credit:
        return Credit(int(response.lower() == self._right(posed)), 1)

    def explain(self, posed: PosedQuestion, response: str) -> dict[str, str]:
        return {"given": response, "right": self._right(posed)}

    def _right(self, posed: PosedQuestion) -> str:
        return posed.question.options.all()[0].text


class WordSpec(QuestionSpec):
    word: LineProse

    def stored_options(self) -> list[OptionSpec]:
        return [OptionSpec(text=self.word, right=True, reason="So it is.")]


@pytest.fixture
def word_quiz(monkeypatch: pytest.MonkeyPatch) -> Iterator[Quiz]:
    """A quiz of one such question, written as the loader writes it."""
    monkeypatch.setitem(KINDS, "word", Word())
    monkeypatch.setitem(QUESTION_SPECS, "word", WordSpec)
    spec = TypeAdapter(AnyQuestion).validate_python(
        {"key": "drift", "kind": "word", "stem": "What moves?", "section": "faq", "word": "data"}
    )
    quiz = make_quiz(make_term(), questions=0)
    question = Question.objects.create(
        quiz=quiz, key=spec.key, kind=spec.kind, stem=spec.stem, section=spec.section, position=1
    )
    for option in spec.stored_options():
        question.options.create(text=option.text, is_right=option.right, position=1)
    engine = engines["django"].engine
    loaders = engine.template_loaders
    engine.template_loaders = [Loader(engine, TEMPLATES), *loaders]
    yield quiz
    engine.template_loaders = loaders


def send(client: Client, quiz: Quiz, word: str) -> Any:
    return client.post(
        URL, {**address(client, quiz, 1), "word": word}, headers={"HX-Request": "true"}
    )


def test_it_is_asked_and_what_cannot_be_read_is_asked_again(
    client: Client, word_quiz: Quiz
) -> None:
    assert '<input name="word" value="">' in client.get(URL).text
    refused = send(client, word_quiz, "1 2")
    assert refused.status_code == 422
    assert "Type a word." in refused.text
    assert '<input name="word" value="1 2">' in refused.text


@pytest.mark.parametrize(("word", "earned"), [("Data", 1), ("weights", 0)])
def test_it_is_scored_and_explained(
    client: Client, word_quiz: Quiz, word: str, earned: int
) -> None:
    html = send(client, word_quiz, word).text
    assert Answer.objects.values_list("response", "earned").get() == (word, earned)
    assert ("Your answer is right." in html) == bool(earned)
    assert f"You typed {word}; the word is data." in html
    assert f"{earned} / 1" in client.get(URL).text


def test_what_no_file_is_written_for_is_left_out_of_files(client: Client, word_quiz: Quiz) -> None:
    make_glossary()
    send(client, word_quiz, "Data")
    assert QuestionMemory.objects.filter(key="drift").exists()
    deck = client.post("/me/reviews/anki/")
    assert deck.status_code == 200
    assert deck["Content-Type"] == "application/vnd.anki"
    paper = term_paper(word_quiz.term.slug, "https://example.org")
    assert paper
    assert paper.items == ()
    assert paper.skipped == ("mlops: drift",)


def test_a_kind_that_no_module_registers_is_named() -> None:
    with pytest.raises(LookupError, match=r"'essay' is no kind of question; there are: .*single"):
        kind_of(Question(kind="essay"))
