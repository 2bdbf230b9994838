"""The blank parts of the form are kept for everyone; what a reader typed never is."""

import pytest
from django.core.cache import caches
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


def test_a_page_made_of_kept_parts_is_the_page(client: Client) -> None:
    first = page(client)
    assert page(client) == first
    caches["fragments"].clear()
    assert page(client) == first


def test_nothing_that_was_typed_is_kept(client: Client) -> None:
    blank = page(client)
    caches["fragments"].clear()
    typed = page(client, **TYPED)
    assert all(f'value="{value}"' in typed for value in TYPED.values())
    assert page(client) == blank


def test_a_kept_part_does_not_hide_what_is_typed(client: Client) -> None:
    page(client)
    typed = page(client, **TYPED)
    assert [value for value in TYPED.values() if f'value="{value}"' not in typed] == []


def test_a_space_in_a_field_is_a_readers_own(client: Client) -> None:
    blank = page(client)
    caches["fragments"].clear()
    page(client, judge_usd="  ", model_1=" ", share_4=" ")
    assert page(client) == blank


def test_presets_are_kept_until_one_of_them_changes(client: Client) -> None:
    scenario = make_cost_scenario(make_term())
    assert "MLOps" in page(client)
    Term.objects.filter(pk=scenario.term_id).update(abbreviation="Renamed")
    assert "Renamed" in page(client)
    assert scenario.note in client.get("/calculator/").text
    CostScenario.objects.update(note="Quite another note.")
    assert "Quite another note." in client.get("/calculator/").text
