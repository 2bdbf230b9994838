"""What was deleted stays deleted: no form that was drawn before brings anything of it back."""

from collections.abc import Iterator

import pytest
from django.test import Client

from learners.models import Learner
from maturity.models import Assessment, MaturityModel, Team
from quizzes.models import Attempt, Quiz
from terms.models import ChecklistTick
from tests.learners.forms import DrawnForm, forms_of
from tests.maturity.answering import answers, take
from tests.quizzes.answering import answer, finish, make_due
from tests.world import make_checklist_item, make_maturity_model, make_quiz, make_term

pytestmark = pytest.mark.django_db
NOT_OF_A_LEARNER = ("/advisory/",)
Places = list[tuple[Client, str, DrawnForm]]


@pytest.fixture
def places() -> Places:
    """Every form of somebody with state on each page that has one, and the client that has it."""
    term = make_term()
    make_checklist_item(term)
    make_checklist_item(term, key="alert", text="Alert.")
    quiz, model = make_quiz(term), make_maturity_model(term)
    return [
        (client, address, form)
        for client, address in _pages(quiz, model)
        for form in forms_of(client.get(address).text, address)
        if not form.action.startswith(NOT_OF_A_LEARNER) and not _is_first_question(form)
    ]


def _is_first_question(form: DrawnForm) -> bool:
    """Everybody has the same form of a quiz that is not begun: it belongs to nobody."""
    return form.action.startswith("/quizzes/") and not {"attempt", "learner"} & form.data.keys()


def _pages(quiz: Quiz, model: MaturityModel) -> Iterator[tuple[Client, str]]:
    reader, finished, beginner, member = Client(), Client(), Client(), Client()
    reader.post("/terms/mlops/checklist/", {"item": "log-it"})
    yield reader, "/terms/mlops/"
    yield reader, "/me/forget/"
    yield reader, "/me/devices/"
    yield reader, "/me/devices/join/"
    yield reader, "/me/reviews/"
    yield reader, "/maturity/mlops/history/"
    yield reader, "/maturity/mlops/teams/"
    finish(finished, quiz, wrong=2)
    make_due("question-1")
    yield finished, "/quizzes/mlops/"
    yield finished, "/review/"
    yield finished, take(finished, answers(1, "some_places"), answers(2)).get_absolute_url()
    yield finished, "/maturity/mlops/"
    answer(beginner, quiz, 1)
    beginner.post("/maturity/mlops/?dimension=dimension-1", answers(1))
    yield beginner, "/quizzes/mlops/"
    yield beginner, "/maturity/mlops/?dimension=dimension-1"
    team = member.post("/maturity/mlops/teams/", {"name": "Fraud"})["Location"]
    yield member, team
    member.post(f"{team}join/")
    yield member, team


def stored() -> list[int]:
    return [kind.objects.count() for kind in (Learner, ChecklistTick, Attempt, Assessment, Team)]


def test_every_post_of_somebody_who_was_deleted_since_is_refused_and_says_why(
    places: Places,
) -> None:
    assert len({form.action for _client, _address, form in places}) >= 20
    for client in {client for client, _address, _form in places}:
        assert client.post("/me/forget/").status_code == 302
    assert stored() == [0] * 5
    for client, address, form in places:
        response = client.post(form.action, form.data)
        assert response.status_code == 409, (address, form.action)
        assert "Nothing was" in response.text, (address, form.action)
    assert stored() == [0] * 5


def test_a_new_learner_is_not_changed_by_the_forms_of_the_old_one(places: Places) -> None:
    client, _address, form = places[0]
    client.post("/me/forget/")
    client.post("/terms/mlops/checklist/", {"item": "alert"})
    before = stored()
    assert client.post(form.action, form.data).status_code == 409
    assert stored() == before
    assert list(ChecklistTick.objects.values_list("item__key", flat=True)) == ["alert"]
    assert client.post("/me/forget/", places[1][2].data).status_code == 409
    assert stored() == before


def test_a_learner_whom_the_operator_deleted_starts_anew_after_one_refusal(places: Places) -> None:
    client, address, form = places[0]
    Learner.objects.all().delete()
    assert client.post(form.action, form.data).status_code == 409
    drawn = forms_of(client.get(address).text, address)
    [fresh] = [one for one in drawn if one.action == form.action]
    assert "learner" not in fresh.data
    assert client.post(fresh.action, fresh.data | {"item": "alert"}).status_code == 302
    assert ChecklistTick.objects.count() == 1


def test_a_tab_that_began_without_state_knows_its_learner_after_its_first_tick() -> None:
    term = make_term()
    make_checklist_item(term)
    make_maturity_model(term)
    tab = Client(headers={"HX-Request": "true"})
    for action, data in (
        ("/terms/mlops/checklist/", {"item": "log-it"}),
        ("/maturity/mlops/draft/?dimension=dimension-1", answers(1)),
    ):
        swapped = tab.post(action, data).text
        learner = Learner.objects.get().pk
        assert f'<input type="hidden" name="learner" value="{learner}"' in swapped
        tab.post("/me/forget/")
        refused = tab.post(action, data | {"learner": str(learner)})
        assert refused.status_code == 409
        assert refused["HX-Retarget"] == "#request-notice"
        assert "<html" not in refused.text
        assert not Learner.objects.exists()


@pytest.mark.parametrize("named", ["", "x", "\0", "0" * 4000])
def test_a_made_up_learner_is_nobody(client: Client, named: str) -> None:
    make_checklist_item(make_term())
    sent = {"item": "log-it", "learner": named}
    expected = 409 if named else 302
    assert client.post("/terms/mlops/checklist/", sent).status_code == expected
    assert Learner.objects.exists() is (not named)
