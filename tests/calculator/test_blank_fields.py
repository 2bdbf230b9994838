"""Blank fields of the form say nothing, and no reader sees what another typed."""

import pytest
from django.test import Client

from calculator.form.groups import OPTIONAL_GROUPS
from calculator.models import CostScenario
from terms.models import Term
from tests.calculator.test_calculator import STATE
from tests.world import make_cost_scenario, make_term

pytestmark = pytest.mark.django_db
TYPED = {
    "model_2": "typed-model",
    "name_5": "typed-tier",
    **{group.names[0]: f"typed-{place}" for place, group in enumerate(OPTIONAL_GROUPS)},
}


def page(client: Client, **changes: str) -> str:
    return client.get("/calculator/", STATE | {"other_cogs": ""} | changes).text


def test_what_is_typed_is_shown_to_who_typed_it(client: Client) -> None:
    blank = page(client)
    typed = page(client, **TYPED)
    assert [value for value in TYPED.values() if f'value="{value}"' not in typed] == []
    assert page(client) == blank


def test_a_space_in_a_field_is_a_readers_own(client: Client) -> None:
    blank = page(client)
    page(client, judge_usd="  ", model_1=" ", share_4=" ")
    assert page(client) == blank


def test_a_changed_preset_is_shown_at_once(client: Client) -> None:
    scenario = make_cost_scenario(make_term())
    assert "MLOps" in page(client)
    Term.objects.filter(pk=scenario.term_id).update(abbreviation="Renamed")
    assert "Renamed" in page(client)
    assert scenario.note in client.get("/calculator/?preset=mlops").text
    CostScenario.objects.update(note="Quite another note.")
    assert "Quite another note." in client.get("/calculator/?preset=mlops").text
