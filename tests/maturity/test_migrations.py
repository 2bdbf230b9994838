"""Results that were finished under an older rule, after the database is brought up to date."""

from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from maturity.models import Assessment, MaturityModel
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
