"""A quiz edited in the admin question by question: drawn, refused, saved, proposed, previewed."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from authoring.models import FileVersion, Proposal
from quizzes.models import Question, Quiz
from terms.models import Term
from tests.authoring.test_editing import sent_of as sent_by_term_form
from tests.authoring.test_editing import signed_in, term
from tests.html import sent_by_form

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
__all__ = ["term"]


def address(term: Term) -> str:
    return f"/admin/terms/term/{term.pk}/quiz/"


def sent_of(page: Any) -> dict[str, Any]:
    """What the form of a page, or a fragment of it, sends as it stands, without its buttons."""
    return dict(sent_by_form(page.text, "file_form"))


def form_of(client: Client, term: Term, *open_: int, **changes: Any) -> dict[str, Any]:
    page = client.get(address(term), {"open": [f"questions-{at}" for at in open_]})
    return sent_of(page) | changes


def save(client: Client, term: Term, *open_: int, **changes: Any) -> Any:
    return client.post(address(term), form_of(client, term, *open_, **changes), follow=True)


def keys(term: Term) -> list[str]:
    return [one.key for one in Quiz.objects.current().get(term=term).questions.all()]


def quiz_text() -> str:
    return FileVersion.objects.current().get(path="terms/first/quiz.yaml").text


def test_what_is_not_changed_makes_no_version(term: Term) -> None:
    before = quiz_text()
    save(signed_in("Publisher"), term, 0, 5)
    assert quiz_text() == before
    assert FileVersion.objects.get(path="terms/first/quiz.yaml").number == 1


def test_a_changed_question_changes_its_lines_alone(term: Term) -> None:
    before = quiz_text().splitlines()
    client = signed_in("Publisher")
    changes = {"questions-1-options-1-reason": "It is wrong, since it is not right."}
    save(client, term, 1, **changes, reason="It said nothing.")
    now = quiz_text().splitlines()
    assert [line for line in now if line not in before] == [
        "        reason: It is wrong, since it is not right."
    ]
    assert len(now) == len(before)
    version = FileVersion.objects.current().get(path="terms/first/quiz.yaml")
    assert (version.note, version.how) == ("It said nothing.", "edited")
    option = Question.objects.get(quiz__term=term, key="question-2").options.last()
    assert option is not None
    assert option.reason == "It is wrong, since it is not right."


def test_a_closed_question_is_not_sent_and_stays(term: Term) -> None:
    sent = form_of(signed_in("Publisher"), term, 1)
    assert "questions-1-stem" in sent
    assert "questions-2-stem" not in sent
    assert sent["questions-2-was"] == "2"


def test_a_question_is_opened_added_moved_and_removed_without_a_script(term: Term) -> None:
    client = signed_in("Publisher")
    sent = form_of(client, term) | {"questions-5-DELETE": "on", "_open": "questions-0"}
    page = client.post(address(term), sent)
    assert 'name="questions-0-stem"' in page.text
    sent = sent_of(page) | {"_add": "questions", "new-kind": "ordering"}
    page = client.post(address(term), sent)
    assert "Question 6 (" in page.text
    sent = sent_of(page)
    assert sent["questions-5-kind"] == "ordering"
    for _ in range(3):
        page = client.post(address(term), sent_of(page) | {"_add": "questions-5-steps"})
    sent = sent_of(page)
    steps = {
        f"questions-5-steps-{at}-{name}": f"{word} it."
        for at, word in enumerate(["Write", "Read", "Keep"])
        for name in ("text", "reason")
    }
    sent |= steps | {
        "questions-5-stem": "In which order does one work?",
        "questions-5-section": "explanation",
        "questions-5-position": "1",
        "questions-0-position": "2",
    }
    done = client.post(address(term), sent, follow=True)
    assert "Saved: Quiz: The first." in done.text, done.context["reasons"]
    assert keys(term) == ["in-which-order-does-one-work", *(f"question-{n}" for n in range(1, 6))]
    assert "“What is the answer to 6?” is gone." in done.text


def test_htmx_gets_the_form_alone(term: Term) -> None:
    client = signed_in("Publisher")
    sent = form_of(client, term) | {"_open": "questions-3"}
    page = client.post(address(term), sent, headers={"HX-Request": "true"})
    assert page.text.lstrip().startswith('<div class="outline" id="outline">')
    assert 'name="questions-3-stem"' in page.text
    assert page["Vary"].count("HX-Request") == 1


def test_what_is_wrong_is_said_by_headings_at_its_place(term: Term) -> None:
    client = signed_in("Publisher")
    before = quiz_text()
    changes = {"questions-2-options-1-reason": "", "questions-3-options-1-right": "on"}
    page = save(client, term, 2, 3, **changes)
    assert page.status_code == 422
    assert '<a href="#section-questions-2">Question 3, Option B, Why</a>: is missing.' in page.text
    assert '<a href="#section-questions-3">Question 4</a>: 2 options are marked right' in page.text
    assert "questions.2" not in page.text
    at_field = page.text.partition('id="id_questions-2-options-1-reason"')[0][-1500:]
    assert '<ul class="errorlist"' in at_field
    assert "is missing. Write it" in at_field
    assert quiz_text() == before


def test_an_author_proposes_and_a_reviewer_accepts(term: Term) -> None:
    author, before = signed_in("Author"), quiz_text()
    changes = {"questions-0-stem": "Which of these is the answer to 1?"}
    page = save(author, term, 0, **changes, reason="Clearer.")
    proposal = Proposal.objects.get()
    assert page.redirect_chain[-1][0] == f"/admin/authoring/proposal/{proposal.pk}/change/"
    assert quiz_text() == before
    assert "Quiz: The first" in page.text
    assert "waits for a decision" in author.get(address(term)).text
    reviewer = signed_in("Reviewer")
    decide = f"/admin/authoring/proposal/{proposal.pk}/decide/"
    reviewer.post(decide, {"decision": "accept"})
    assert "Which of these is the answer to 1?" in quiz_text()


def test_a_proposal_that_could_not_be_made_is_refused(term: Term) -> None:
    page = save(signed_in("Author"), term, 0, **{"questions-0-options-0-right": ""})
    sent = form_of(signed_in("Author", "another"), term, 0)
    del sent["questions-0-options-0-right"]
    page = signed_in("Author", "third").post(address(term), sent)
    assert page.status_code == 422
    assert "Question 1</a>: 0 options are marked right" in page.text


def test_who_is_no_author_sees_or_changes_nothing(term: Term) -> None:
    assert Client().get(address(term)).status_code == 302
    staff = Client()
    staff.force_login(User.objects.create_user("staff", is_staff=True))
    assert staff.get(address(term)).status_code == 403
    assert staff.post(address(term), {}).status_code == 403
    publisher = signed_in("Publisher")
    assert publisher.get("/admin/terms/term/999/quiz/").status_code == 404


def test_two_who_edit_other_questions_both_keep_their_words(term: Term) -> None:
    client = signed_in("Publisher")
    mine = form_of(client, term, 0, **{"questions-0-stem": "What is the answer to 1, or one?"})
    save(client, term, 1, **{"questions-1-stem": "What is the answer to 2, or two?"})
    client.post(address(term), mine)
    assert "to 1, or one?" in quiz_text()
    assert "to 2, or two?" in quiz_text()
    late = mine | {"questions-0-stem": "And what is the answer to 1?"}
    page = client.post(address(term), late)
    assert page.status_code == 422
    assert "Question" in page.text
    assert "Somebody has changed this meanwhile too" in page.text


def test_the_author_is_told_what_starts_anew(term: Term) -> None:
    client = signed_in("Publisher")
    changes = {"questions-0-options-0-text": "Something else entirely, and no more"}
    sent = form_of(client, term, 0, **changes)
    shown = client.post(f"{address(term)}impact/", sent)
    assert "“What is the answer to 1?” starts anew" in shown.text
    assert "Something else entirely" not in quiz_text()
    done = client.post(address(term), sent, follow=True)
    assert "“What is the answer to 1?” starts anew" in done.text
    reworded = {"questions-1-stem": "What is the answer to 2, please?"}
    assert "starts anew" not in save(client, term, 1, **reworded).text


def test_the_preview_asks_each_question_and_saves_nothing(term: Term) -> None:
    client = signed_in("Publisher")
    sent = form_of(client, term, 0, **{"questions-0-stem": "How would it look?"})
    page = client.post(f"{address(term)}page/", sent)
    assert page.text.count('class="quiz__question"') == 6
    assert "How would it look?" in page.text
    assert "It is right." in page.text
    assert "How would it look?" not in quiz_text()


def test_a_draft_without_a_quiz_gets_one_of_its_author(term: Term) -> None:
    client = signed_in("Author")
    sent = sent_by_term_form(client.get("/admin/terms/term/add/"))
    client.post("/admin/terms/term/add/", sent | {"title": "Third", "tldr": "A third."})
    third = Term.objects.get(title="Third")
    page = client.get(address(third))
    assert "Nothing yet." in page.text
    page = client.post(address(third), sent_of(page) | {"_add": "questions", "new-kind": "number"})
    sent = sent_of(page) | {
        "questions-0-stem": "What is 2 + 2?",
        "questions-0-section": "explanation",
        "questions-0-formula": "2 + 2",
        "questions-0-reason": "Two and two.",
    }
    client.post(address(third), sent, follow=True)
    assert keys_of(third) == ["what-is-2-plus-2"]


def keys_of(term: Term) -> list[str]:
    return list(Question.objects.filter(quiz__term=term).values_list("key", flat=True))
