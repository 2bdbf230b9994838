"""Scenarios in the admin: the cost model's rules hold there too."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from calculator.models import CostScenario
from terms.models import Term
from tests.world import make_cost_scenario, make_figure, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def scenario() -> CostScenario:
    return make_cost_scenario(make_term(status="draft"))


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("editor"))
    return client


def posted(scenario: CostScenario, **changes: Any) -> dict[str, Any]:
    """What the change form sends, with `changes`."""
    data: dict[str, Any] = {
        "term": scenario.term_id,
        "title": scenario.title,
        "unit": scenario.unit,
        "note": scenario.note,
        "users": scenario.users,
        "requests_per_user": scenario.requests_per_user,
        "price_per_user_usd": scenario.price_per_user_usd,
        "other_cogs_share": scenario.other_cogs_share,
        "tiers-TOTAL_FORMS": 3,
        "tiers-INITIAL_FORMS": 3,
    }
    for place, tier in enumerate(scenario.tiers.all()):
        for name in ("id", "scenario_id", "key", "position", "name", "share", "price_usd"):
            data[f"tiers-{place}-{name.removesuffix('_id')}"] = getattr(tier, name)
        data[f"tiers-{place}-share_figure"] = tier.share_figure_id
        data[f"tiers-{place}-price_figure"] = tier.price_figure_id
    return data | changes


def test_the_list_shows_the_blended_cost(editor: Client, scenario: CostScenario) -> None:
    assert "$0.127" in editor.get("/admin/calculator/costscenario/").text


def test_a_changed_mix_is_saved_and_remembered(editor: Client, scenario: CostScenario) -> None:
    address = f"/admin/calculator/costscenario/{scenario.pk}/change/"
    changes = {"tiers-0-share": "0.6", "tiers-1-share": "0.3"}
    response = editor.post(address, posted(scenario, **changes))
    assert response.status_code == 302
    assert CostScenario.objects.get().tiers.get(key="mid").share * 10 == 3
    assert Term.objects.get().edited_at is not None


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"tiers-0-share": "0.6"}, "shares sum to 0.9: 0.1 short of exactly 1"),
        ({"tiers-0-DELETE": "on"}, "shares sum to 0.3: 0.7 short of exactly 1"),
        ({"tiers-0-share_figure": "another term's"}, "a figure of another term"),
        ({"users": "0"}, "users is 0: it must be more than 0"),
        ({"price_per_user_usd": "0"}, "price_per_user_usd is 0: it must be more than 0"),
    ],
)
def test_what_the_cost_model_refuses_is_not_saved(
    editor: Client, scenario: CostScenario, changes: dict[str, str], error: str
) -> None:
    address = f"/admin/calculator/costscenario/{scenario.pk}/change/"
    other = make_figure(make_term(slug="other", title="Other", abbreviation=""))
    changes = {name: str(other.pk) if "figure" in name else one for name, one in changes.items()}
    response = editor.post(address, posted(scenario, **changes))
    assert response.status_code == 200
    assert error in response.text.replace("&#x27;", "'")
    assert CostScenario.objects.get().blended_cost_usd == scenario.blended_cost_usd
    assert Term.objects.get(slug="mlops").edited_at is None


def test_deleting_is_remembered_too(editor: Client, scenario: CostScenario) -> None:
    editor.post(f"/admin/calculator/costscenario/{scenario.pk}/delete/", {"post": "yes"})
    assert not CostScenario.objects.exists()
    assert Term.objects.get().edited_at is not None


def test_a_small_price_stands_in_its_field_without_a_power_of_ten(
    editor: Client, scenario: CostScenario
) -> None:
    scenario.tiers.filter(position=1).update(price_usd="0.00000015")
    html = editor.get(f"/admin/calculator/costscenario/{scenario.pk}/change/").text
    assert 'value="0.00000015"' in html
    assert 'value="29"' in html
    assert "E-" not in html
