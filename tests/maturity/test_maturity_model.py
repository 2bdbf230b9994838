"""The wizard: one dimension at a time, saved in parts, finished behind the last one."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from learners.models import Learner
from maturity.models import Assessment, Dimension, MaturityModel, Response, Statement
from tests.html import squeezed
from tests.maturity.answering import URL, add_dimensions, answers, take
from tests.world import make_maturity_model, make_source

pytestmark = pytest.mark.django_db


def stored() -> dict[str, str]:
    return dict(Response.objects.values_list("statement__key", "value"))


def test_the_page_introduces_and_asks_the_first_dimension(
    client: Client, model: MaturityModel
) -> None:
    source = make_source(title="The guide")
    Statement.objects.filter(key="d1-level-3").update(source=source, required=False)
    response = client.get(URL)
    html = squeezed(response.text)
    assert response.status_code == 200
    assert html.count("<h1>") == 1
    for part in (
        "<h1>MLOps maturity</h1>",
        "Where you stand.",
        "and how the level is found",
        "Dimension 1 of 2",
        "0 of 12 statements answered",
        "Level 7: Market Leading",
        "Practice 2 of dimension 1 is in place.</legend>",
        "A dashboard.",
        "Required for level 2",
        "The guide",
        "Save and go on",
    ):
        assert part in html, part
    assert "Required for level 3" not in html
    assert html.count("<fieldset") == 6
    assert html.count('type="radio"') == 36
    assert " checked" not in html
    assert "autofocus" not in html
    assert "Practice 2 of dimension 2" not in html


def test_reading_writes_nothing(client: Client, model: MaturityModel) -> None:
    response = client.get(f"{URL}?dimension=dimension-2")
    assert "Dimension 2 of 2" in squeezed(response.text)
    assert not response.cookies
    assert not Learner.objects.exists()


def test_htmx_gets_the_step_alone(htmx_client: Client, model: MaturityModel) -> None:
    response = htmx_client.get(f"{URL}?dimension=dimension-2")
    assert squeezed(response.text).startswith('<section class="assessment" id="assessment"')
    assert squeezed(response.text).count("autofocus") == 1
    assert "HX-Request" in response["Vary"]


def test_a_plain_post_saves_and_goes_on(client: Client, model: MaturityModel) -> None:
    response = client.post(f"{URL}?dimension=dimension-1", answers(1, "some_places"))
    assert response.status_code == 302
    assert response["Location"] == f"{URL}?dimension=dimension-2#assessment"
    assert stored() == {f"d1-level-{level}": "some_places" for level in range(2, 8)}
    html = squeezed(client.get(URL).text)
    assert "Dimension 2 of 2" in html
    assert "6 of 12 statements answered; at most 6 more make a result" in html
    assert "Save and see the result" in html


def test_an_htmx_post_answers_with_the_next_step(htmx_client: Client, model: MaturityModel) -> None:
    response = htmx_client.post(URL, answers(1))
    assert response.status_code == 200
    assert response["HX-Push-Url"] == f"{URL}?dimension=dimension-2"
    assert squeezed(response.text).startswith('<section class="assessment" id="assessment"')
    assert '<h2 id="assessment-title" tabindex="-1" autofocus>Dimension 2</h2>' in squeezed(
        response.text
    )


def test_the_last_dimension_finishes(client: Client, model: MaturityModel) -> None:
    assessment = take(client, answers(1), answers(2, level_4="not_yet"))
    assert assessment.finished_at is not None
    assert assessment.model == model
    assert assessment.responses.count() == 12


def test_htmx_is_redirected_to_the_result(htmx_client: Client, model: MaturityModel) -> None:
    htmx_client.post(URL, answers(1))
    response = htmx_client.post(URL, answers(2))
    assert response.status_code == 200
    assert response["HX-Redirect"] == Assessment.objects.get().get_absolute_url()


def test_the_dimensions_may_be_answered_in_any_order(client: Client, model: MaturityModel) -> None:
    response = client.post(f"{URL}?dimension=dimension-2", answers(2))
    assert response["Location"] == f"{URL}?dimension=dimension-1#assessment"
    response = client.post(f"{URL}?dimension=dimension-1", answers(1))
    assert response["Location"] == Assessment.objects.get().get_absolute_url()


def test_a_dimension_can_be_changed_until_finished(client: Client, model: MaturityModel) -> None:
    client.post(URL, answers(1, "some_places"))
    html = squeezed(client.get(f"{URL}?dimension=dimension-1").text)
    assert html.count('value="some_places" id="answer-d1-level-2_1"') == 1
    assert html.count(" checked") == 6
    client.post(f"{URL}?dimension=dimension-1", answers(1, "most_places"))
    assert set(stored().values()) == {"most_places"}
    assert Response.objects.count() == 6
    assert Learner.objects.count() == Assessment.objects.count() == 1


def test_what_is_given_is_kept_when_something_is_missing(
    client: Client, model: MaturityModel
) -> None:
    response = client.post(URL, {"answer-d1-level-2": "everywhere"})
    assert response.status_code == 422
    html = squeezed(response.text)
    assert "5 statements are still open" in html
    assert "The other answers are saved." in html
    assert 'href="#statement-d1-level-3"' in html
    assert 'href="#statement-d1-level-2"' not in html
    assert html.count("Choose an answer.") == 5
    assert html.count(" checked") == 1
    assert stored() == {"d1-level-2": "everywhere"}
    assert "1 of 12 statements answered" in squeezed(client.get(URL).text)


def test_focus_goes_to_the_problems(htmx_client: Client, model: MaturityModel) -> None:
    response = htmx_client.post(URL, {"answer-d1-level-2": "everywhere"})
    assert response.status_code == 422
    assert squeezed(response.text).count("autofocus") == 1
    assert '<h3 class="problems__title" tabindex="-1" autofocus>' in squeezed(response.text)


def test_an_empty_post_creates_nobody(client: Client, model: MaturityModel) -> None:
    response = client.post(URL)
    assert response.status_code == 422
    assert "6 statements are still open" in squeezed(response.text)
    assert "are saved" not in squeezed(response.text)
    assert not response.cookies
    assert not Learner.objects.exists()


def test_not_applicable_needs_a_reason(client: Client, model: MaturityModel) -> None:
    form = answers(1, level_3="not_applicable")
    response = client.post(URL, form | {"reason-d1-level-3": "  "})
    assert response.status_code == 422
    assert "Say why it does not apply." in squeezed(response.text)
    assert "d1-level-3" not in stored()
    assert len(stored()) == 5
    client.post(URL, form | {"reason-d1-level-3": "We train nothing."})
    assert Response.objects.get(value="not_applicable").reason == "We train nothing."
    assert "We train nothing." in squeezed(client.get(f"{URL}?dimension=dimension-1").text)


def test_a_reason_is_kept_only_where_it_belongs(client: Client, model: MaturityModel) -> None:
    response = client.post(URL, answers(1) | {"reason-d1-level-3": "x" * 600})
    assert response.status_code == 302
    assert set(Response.objects.values_list("reason", flat=True)) == {""}


@pytest.mark.parametrize("reason", ["x" * 501, "a\0b"])
def test_a_reason_out_of_bounds_is_refused(
    client: Client, model: MaturityModel, reason: str
) -> None:
    form = answers(1, level_3="not_applicable") | {"reason-d1-level-3": reason}
    assert client.post(URL, form).status_code == 422
    assert "d1-level-3" not in stored()


def test_an_unknown_answer_is_named(client: Client, model: MaturityModel) -> None:
    response = client.post(URL, answers(1, level_2="per<haps"))
    assert response.status_code == 422
    assert "“per&lt;haps” is not one of the six answers." in squeezed(response.text)
    assert len(stored()) == 5


def test_going_elsewhere_saves_on_the_way(htmx_client: Client, model: MaturityModel) -> None:
    form = {"answer-d1-level-2": "some_places", "go": "dimension-2"}
    response = htmx_client.post(f"{URL}?dimension=dimension-1", form)
    assert response.status_code == 200
    assert "Dimension 2 of 2" in squeezed(response.text)
    assert response["HX-Push-Url"] == f"{URL}?dimension=dimension-2"
    assert stored() == {"d1-level-2": "some_places"}


def test_going_elsewhere_without_an_answer_creates_nobody(
    client: Client, model: MaturityModel
) -> None:
    response = client.post(f"{URL}?dimension=dimension-1", {"go": "dimension-2"})
    assert response["Location"] == f"{URL}?dimension=dimension-2#assessment"
    assert not Learner.objects.exists()


def test_going_elsewhere_stops_at_what_is_wrong(client: Client, model: MaturityModel) -> None:
    form = {"answer-d1-level-2": "not_applicable", "go": "dimension-2"}
    response = client.post(f"{URL}?dimension=dimension-1", form)
    assert response.status_code == 422
    assert "Say why it does not apply." in squeezed(response.text)


def test_complete_but_not_finished_stays_open(client: Client, model: MaturityModel) -> None:
    client.post(URL, answers(1))
    client.post(URL, answers(2) | {"go": "dimension-1"})
    assert Assessment.objects.get().finished_at is None
    assert "12 of 12 statements answered" in squeezed(client.get(URL).text)
    response = client.post(f"{URL}?dimension=dimension-1", answers(1))
    assert response["Location"] == Assessment.objects.get().get_absolute_url()


def test_a_finished_one_leads_to_its_result(
    client: Client, htmx_client: Client, model: MaturityModel
) -> None:
    assessment = take(client, answers(1), answers(2))
    html = squeezed(client.get(URL).text)
    assert "You have taken this assessment" in html
    assert assessment.get_absolute_url() in html
    assert "<fieldset" not in html
    htmx_client.cookies = client.cookies
    fragment = squeezed(htmx_client.get(f"{URL}?dimension=dimension-1").text)
    assert fragment.startswith('<section class="assessment assessment--finished" id="assessment"')


def test_a_late_post_changes_nothing(
    client: Client, htmx_client: Client, model: MaturityModel
) -> None:
    assessment = take(client, answers(1), answers(2))
    response = client.post(f"{URL}?dimension=dimension-1", answers(1, "not_yet"))
    assert response["Location"] == assessment.get_absolute_url()
    htmx_client.cookies = client.cookies
    late = htmx_client.post(f"{URL}?dimension=dimension-1", answers(1, "not_yet"))
    assert late["HX-Redirect"] == assessment.get_absolute_url()
    assert set(stored().values()) == {"everywhere"}
    assert Assessment.objects.count() == 1


def test_somebody_elses_assessment_is_not_seen(client: Client, model: MaturityModel) -> None:
    client.post(URL, answers(1))
    stranger = Client()
    assert "0 of 12 statements answered" in squeezed(stranger.get(URL).text)
    stranger.post(URL, answers(1, "not_yet"))
    assert Assessment.objects.count() == 2
    assert "6 of 12 statements answered" in squeezed(client.get(URL).text)
    mine = Response.objects.filter(value="everywhere")
    assert mine.count() == 6


def test_an_open_one_keeps_its_version(client: Client, model: MaturityModel) -> None:
    client.post(URL, answers(1))
    MaturityModel.objects.filter(pk=model.pk).update(is_current=False)
    newer = make_maturity_model(model.term, version=2, dimensions=3)
    assert "Dimension 2 of 2" in squeezed(client.get(URL).text)
    assert "Dimension 1 of 3" in Client().get(URL).text
    client.post(URL, answers(2))
    assert Assessment.objects.get().model == model
    assert not newer.assessments.exists()


def test_a_dimension_without_statements_is_not_asked(client: Client, model: MaturityModel) -> None:
    Dimension.objects.create(model=model, key="bare", position=0, title="Bare", description="-")
    html = squeezed(client.get(URL).text)
    assert "Dimension 1 of 2" in html
    assert "Bare" not in html


@pytest.mark.parametrize(
    "path",
    [
        "/maturity/nothing/",
        f"{URL}?dimension=nothing",
        f"{URL}?dimension=",
        f"{URL}?dimension=%00",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, model: MaturityModel, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path, answers(1)).status_code == 404
    assert not Learner.objects.exists()


def test_an_unknown_place_to_go_saves_nothing(client: Client, model: MaturityModel) -> None:
    assert client.post(URL, answers(1) | {"go": "nothing"}).status_code == 404
    assert not Response.objects.exists()


def test_other_methods_are_refused(client: Client, model: MaturityModel) -> None:
    assert client.put(URL).status_code == 405
    assert client.head(URL).status_code == 200


def test_a_post_from_another_site_is_refused(model: MaturityModel) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(URL, answers(1), headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert not Learner.objects.exists()


@pytest.mark.parametrize("more", [0, 20])
def test_the_number_of_queries(
    client: Client,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
    model: MaturityModel,
    more: int,
) -> None:
    add_dimensions(model, more)
    with django_assert_num_queries(5):
        Client().get(URL)
    client.post(URL, answers(1))
    with django_assert_num_queries(11):
        client.get(URL)
