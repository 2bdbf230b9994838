"""Results that were finished under an older rule, after the database is brought up to date."""

from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from maturity.models import Assessment, MaturityModel, Response
from tests.html import squeezed
from tests.maturity.answering import answers, take
from tests.maturity.test_not_rated import nothing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_a_result_without_anything_applicable_loses_its_full_marks(
    client: Client, model: MaturityModel
) -> None:
    unrated = take(client, nothing(1), nothing(2))
    rated = take(Client(), answers(1), answers(2))
    before = Assessment.objects.get(pk=rated.pk)
    MigrationExecutor(connection).migrate([("maturity", "0008_ranges")])
    Assessment.objects.filter(pk=unrated.pk).update(level=7, index=Decimal("7.00"))
    call_command("migrate", verbosity=0)
    unrated.refresh_from_db()
    assert (unrated.level, unrated.index) == (None, None)
    after = Assessment.objects.get(pk=rated.pk)
    assert (after.level, after.index) == (before.level, before.index)


def test_finished_results_keep_rule_1(client: Client, model: MaturityModel) -> None:
    finished = take(client, answers(1), answers(2, level_4="most_places"))
    going = Client()
    going.post("/maturity/mlops/?dimension=dimension-1", answers(1, level_4="some_places"))
    MigrationExecutor(connection).migrate([("maturity", "0010_rule_and_levels")])
    Assessment.objects.filter(pk=finished.pk).update(level=3, index=Decimal("3.75"), rule=2)
    Response.objects.filter(value="some_places").update(value="started")
    Response.objects.update(can_be_shown=False)
    call_command("migrate", verbosity=0)
    finished.refresh_from_db()
    assert finished.rule == 1
    html = squeezed(client.get(finished.get_absolute_url()).text)
    assert "Level 3: Operational</h1>" in html
    assert 'data-testid="index">3.75</dd>' in html
    assert "Found by the earlier rule: the level is that of the weakest dimension." in html
    assert 'data-testid="evidence-level"' not in html
    is_open = Assessment.objects.get(finished_at=None)
    assert is_open.rule == 2
    assert is_open.responses.get(statement__key="d1-level-4").value == "some_places"
    assert is_open.responses.get(statement__key="d1-level-3").can_be_shown
    file = client.get(f"{finished.get_absolute_url()}result.json").text
    assert '"rule": 1' in file
    loaded = Client().post("/maturity/mlops/load/", {"result": file})
    assert loaded.status_code == 302
