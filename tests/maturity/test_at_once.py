"""Two tabs, or two people, that do something with the same assessment or team at once."""

from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from learners.models import Learner
from maturity.models import Assessment, MaturityModel, Statement, TargetLevel, Team
from maturity.scoring.scoring import AnswerValue
from maturity.wizard.assessments import Answer, finish_assessment, save_answers
from tests.at_once import at_once, needs_postgres
from tests.maturity.answering import URL, answers, take

pytestmark = [pytest.mark.django_db(transaction=True), needs_postgres, pytest.mark.postgres]


def same(client: Client) -> Client:
    """Another tab of the same browser."""
    other = Client()
    other.cookies = client.cookies
    return other


def test_no_answer_slips_in_between_scoring_and_closing(
    client: Client, model: MaturityModel
) -> None:
    for number in (1, 2):
        client.post(f"{URL}draft/?dimension=dimension-{number}", answers(number))
    assessment, lowered = Assessment.objects.get(), Statement.objects.get(key="d1-level-2")
    at_once(
        Assessment.objects.all(),
        lambda: save_answers(assessment, {lowered.pk: Answer(AnswerValue.NOT_YET)}),
        lambda: finish_assessment(assessment, timezone.now()),
    )
    assessment.refresh_from_db()
    assert assessment.responses.get(statement=lowered).value == "not_yet"
    assert assessment.level == 1, "the level of the answers that are stored"


def test_a_finished_result_takes_no_answer_that_waited(
    client: Client, model: MaturityModel
) -> None:
    for number in (1, 2):
        client.post(f"{URL}draft/?dimension=dimension-{number}", answers(number))
    assessment, lowered = Assessment.objects.get(), Statement.objects.get(key="d1-level-2")
    at_once(
        Assessment.objects.all(),
        lambda: finish_assessment(assessment, timezone.now()),
        lambda: save_answers(assessment, {lowered.pk: Answer(AnswerValue.NOT_YET)}),
    )
    assessment.refresh_from_db()
    assert (assessment.level, assessment.index) == (7, Decimal(7))
    assert assessment.responses.get(statement=lowered).value == "everywhere"


def test_a_link_that_is_renewed_in_two_tabs_is_one_new_link(
    client: Client, model: MaturityModel
) -> None:
    old = take(client, answers(1), answers(2)).get_absolute_url()
    renewed = at_once(
        Assessment.objects.all(),
        *(
            lambda tab=tab: tab.post(f"{old}link/", {"do": "renew"})["Location"]
            for tab in (client, same(client))
        ),
    )
    assert renewed[0] == renewed[1] != f"{old}#sharing"
    assert Client().get(renewed[0]).status_code == 200


def test_targets_that_are_set_in_two_tabs_are_set_once(
    client: Client, model: MaturityModel
) -> None:
    page = take(client, answers(1, "some_places"), answers(2, "some_places")).get_absolute_url()
    codes = at_once(
        Assessment.objects.all(),
        *(
            lambda tab=tab, level=level: (
                tab.post(f"{page}targets/", {"target-dimension-1": level}).status_code
            )
            for tab, level in ((client, "3"), (same(client), "4"))
        ),
    )
    assert codes == [302, 302]
    assert TargetLevel.objects.get().level == 4


def test_a_result_that_is_loaded_in_two_tabs_is_one(client: Client, model: MaturityModel) -> None:
    page = take(client, answers(1), answers(2)).get_absolute_url()
    text = client.get(f"{page}result.json").text
    reader = Client()
    reader.post(f"{URL}draft/?dimension=dimension-1", answers(1))
    loaded = at_once(
        Learner.objects.all(),
        *(
            lambda tab=tab: tab.post(f"{URL}load/", {"result": text})["Location"]
            for tab in (reader, same(reader))
        ),
    )
    assert loaded[0] == loaded[1]
    assert Assessment.objects.filter(is_loaded=True).count() == 1


def test_who_joins_in_two_tabs_is_in_the_team_once(client: Client, model: MaturityModel) -> None:
    url = Client().post(f"{URL}teams/", {"name": "Fraud"})["Location"]
    client.post(f"{URL}draft/?dimension=dimension-1", answers(1))
    codes = at_once(
        Learner.objects.all(),
        *(lambda tab=tab: tab.post(f"{url}join/").status_code for tab in (client, same(client))),
    )
    assert codes == [302, 302]
    assert Team.objects.get().assessments.count() == Assessment.objects.count() == 1


def test_whoever_joins_just_after_it_was_closed_is_not_in(
    client: Client, model: MaturityModel
) -> None:
    boss = Client()
    url = boss.post(f"{URL}teams/", {"name": "Fraud"})["Location"]
    client.post(f"{URL}draft/?dimension=dimension-1", answers(1))
    codes = at_once(
        Team.objects.all(),
        lambda: boss.post(f"{url}link/", {"do": "close"}).status_code,
        lambda: client.post(f"{url}join/").status_code,
    )
    assert codes == [302, 409]
    assert not Team.objects.get().assessments.exists()
