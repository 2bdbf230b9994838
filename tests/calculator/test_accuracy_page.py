"""The page's options for accuracy, worth and training, and shares scaled to a whole."""

import pytest
from django.test import Client

from tests.calculator.test_tornado import QUERY
from tests.html import squeezed

pytestmark = pytest.mark.django_db
ACCURACY = {"accuracy_1": "80%", "accuracy_2": "0.9", "accuracy_3": "96%"}
WORTH = {
    "correct_usd": "0.50", "wrong_usd": "0.20", "reviewed_share": "5%", "review_usd": "0.40",
    "fixed_monthly": "1000",
}  # fmt: skip
TRAINING = {"training_usd": "25,000", "upkeep_usd": "1500", "saved_usd": "0.062"}


def part_of(client: Client, name: str, **changes: str) -> str:
    html = squeezed(client.get("/calculator/", QUERY | changes).text)
    return html.split(f'data-testid="{name}"')[1].split('class="calc-result__part"')[0]


def test_what_right_answers_cost(client: Client) -> None:
    part = part_of(client, "accuracy", **ACCURACY)
    assert ">83.6%<" in part
    assert ">$0.151914<" in part
    assert ">$0.009<" in part
    assert "your mix: 83.6% at $0.127" in part
    assert "Net AI value" not in part


def test_what_they_are_worth(client: Client) -> None:
    part = part_of(client, "accuracy", **ACCURACY, **WORTH)
    assert ">$0.2382<" in part
    assert ">4,198<" in part
    poor = part_of(client, "accuracy", **ACCURACY, **WORTH | {"correct_usd": "0"})
    assert ">never<" in poor


@pytest.mark.parametrize(
    ("use", "shown"), [("20", ">0.41<"), ("0.48386", ">never<"), ("1.15592", ">57,796<")]
)
def test_when_training_pays(client: Client, use: str, shown: str) -> None:
    assert shown in part_of(client, "training", requests_per_user=use, **TRAINING)


def test_a_router_and_a_cascade_with_the_same_mix_do_not_cost_the_same(client: Client) -> None:
    part = part_of(client, "cascade")
    assert ">$0.127<" in part
    assert ">$0.14<" in part
    assert ">$0.1465<" in part_of(client, "cascade", judge_usd="0.005")
    alone = QUERY | {"share_1": "1", "share_2": "", "price_2": "", "share_3": "", "price_3": ""}
    assert 'data-testid="cascade"' not in squeezed(client.get("/calculator/", alone).text)


def test_accuracy_is_that_of_every_tier_or_of_none(client: Client) -> None:
    for changes, name in (
        ({"accuracy_1": "80%"}, "accuracy_2"),
        (ACCURACY | {"accuracy_4": "90%"}, "accuracy_4"),
        (ACCURACY | {"accuracy_2": "120%"}, "accuracy_2"),
    ):
        response = client.get("/calculator/", QUERY | changes)
        assert response.status_code == 422
        assert f'data-field="{name}"' in squeezed(response.text)


def test_shares_that_miss_the_whole_can_be_scaled(client: Client) -> None:
    html = squeezed(client.get("/calculator/", QUERY | {"share_2": "30%"}).text)
    link = html.split('<a href="?')[1].split('"')[0].replace("&amp;", "&")
    assert "share_1=63.6364%25" in link
    response = client.get(f"/calculator/?{link}")
    assert response.status_code == 200
    assert "Scale the shares" not in squeezed(response.text)
    assert "Scale the shares" not in squeezed(
        client.get("/calculator/", QUERY | {"share_2": "x"}).text
    )
