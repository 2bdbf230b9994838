"""Groups: what whoever is invited is told, and that sums of five are all that their maker sees."""

import re

import pytest
from django.test import Client

from learners.merging import merge_learners
from learners.models import Learner
from paths.groups import membership
from paths.models import Enrolment, Group, GroupTally, Membership, Path
from tests.learners.everything import learner_of
from tests.paths.conftest import URL, finish_check
from tests.quizzes.answering import WRONG, answer

pytestmark = pytest.mark.django_db
MADE = f"{URL}groups/"


@pytest.fixture
def group(client: Client, path: Path) -> Group:
    client.post(MADE, {"name": "Our team"})
    return Group.objects.get()


def people(group: Group, number: int) -> list[Client]:
    clients = [Client() for _ in range(number)]
    for one in clients:
        assert one.post(f"{group.get_absolute_url()}join/").url == URL
    return clients


def told(group: Group) -> str:
    """What the maker's page says of the people."""
    html = Client().get(group.report_url).text
    found = re.search(r'data-testid="group-people">(.*?)</p>', html, re.DOTALL)
    assert found
    return " ".join(found[1].split())


NOTHING = "Nothing to see yet: the first number comes once 5 people have begun."


def test_a_group_is_made_by_a_post_with_a_name(client: Client, path: Path) -> None:
    assert "Make the group" in client.get(MADE).text
    assert client.post(MADE, {"name": " "}).status_code == 422
    assert not Learner.objects.exists()
    response = client.post(MADE, {"name": "Our team"})
    assert response.url == Group.objects.get().report_url
    assert "Our team" in client.get(MADE).text
    assert "Our team" not in Client().get(MADE).text


def test_the_link_to_hand_out_does_not_lead_to_the_sums(group: Group) -> None:
    page = Client().get(group.get_absolute_url()).text
    assert group.maker_token not in page
    assert group.get_absolute_url() in Client().get(group.report_url).text
    assert Client().get(f"/paths/groups/made/{group.token}/").status_code == 404
    assert Client().get(f"/paths/groups/{group.maker_token}/").status_code == 404
    assert Client().get("/paths/groups/%00/").status_code == 404


def test_whoever_is_invited_is_told_what_will_be_seen(client: Client, group: Group) -> None:
    page = " ".join(Client().get(group.get_absolute_url()).text.split())
    terms = page.partition('data-testid="group-terms"')[2]
    assert "Nothing until 5 people have begun;" in terms
    assert "which questions at least half of those asked missed" in terms
    assert "Never your name" in terms
    assert "You can leave at any time." in page
    assert not Enrolment.objects.exists()


def test_below_five_there_is_nothing_and_then_steps_of_five(group: Group) -> None:
    people(group, 4)
    assert told(group) == NOTHING
    people(group, 1)
    assert told(group) == "At least 5 people have begun."
    people(group, 4)
    assert told(group) == "At least 5 people have begun."
    people(group, 1)
    assert told(group) == "At least 10 people have begun."


def test_the_end_is_counted_by_fives_too_and_names_what_most_missed(
    group: Group, path: Path
) -> None:
    clients = people(group, 7)
    quiz = path.steps.get(position=3).term.quizzes.get()
    for one in clients:
        answer(one, quiz, 1, WRONG)
        answer(one, quiz, 1)
        answer(one, quiz, 2)
    for one in clients[:4]:
        finish_check(one)
    assert told(group) == "At least 5 people have begun."
    assert not GroupTally.objects.exists()
    finish_check(clients[4])
    assert told(group) == "At least 5 people have begun, and at least 5 have finished."
    html = Client().get(group.report_url).text.partition('data-testid="missed"')[2]
    assert "What is the answer to question 1?" in html
    assert "What is the answer to question 2?" not in html
    tally = GroupTally.objects.get(key="question-1", term__slug="two")
    assert (tally.asked, tally.missed) == (5, 5)
    before = list(GroupTally.objects.order_by("pk").values())
    finish_check(clients[5])
    finish_check(clients[0])
    assert list(GroupTally.objects.order_by("pk").values()) == before


def test_what_was_answered_before_joining_does_not_count(group: Group, path: Path) -> None:
    quiz = path.steps.get(position=3).term.quizzes.get()
    clients = [Client() for _ in range(5)]
    for one in clients:
        answer(one, quiz, 1, WRONG)
        finish_check(one)
        one.post(f"{group.get_absolute_url()}join/")
    assert told(group) == "At least 5 people have begun."
    for one in clients:
        finish_check(one)
    assert "5 have finished" in told(group)
    assert not GroupTally.objects.filter(missed__gt=0).exists()


def test_who_leaves_or_is_deleted_changes_no_sum(group: Group) -> None:
    clients = people(group, 6)
    clients[0].post(f"{group.get_absolute_url()}leave/")
    clients[1].post("/me/forget/")
    assert told(group) == "At least 5 people have begun."
    assert group.memberships.present().count() == 4
    assert "Join and start the path" in clients[0].get(group.get_absolute_url()).text
    people(group, 3)
    assert told(group) == "At least 5 people have begun."
    people(group, 1)
    assert told(group) == "At least 10 people have begun."


@pytest.mark.parametrize("way", ["leave", "stop", "other"])
def test_who_leaves_and_comes_back_is_counted_once(group: Group, way: str) -> None:
    clients = people(group, 5)
    one = clients[0]
    finish_check(one)
    other = Group.objects.create(owner=group.owner, path=group.path, name="Other")
    for _ in range(2):
        if way == "other":
            one.post(f"{other.get_absolute_url()}join/")
        else:
            one.post(f"{group.get_absolute_url()}leave/" if way == "leave" else f"{URL}stop/")
        assert group.memberships.present().count() == 4
        one.post(f"{group.get_absolute_url()}join/")
        finish_check(one)
    people(group, 4)
    assert told(group) == "At least 5 people have begun."
    people(group, 1)
    assert told(group) == "At least 10 people have begun."
    for someone in clients[1:4]:
        finish_check(someone)
    assert "finished" not in told(group)


def test_nothing_is_kept_of_who_leaves_before_they_are_counted(group: Group) -> None:
    [one] = people(group, 1)
    one.post(f"{group.get_absolute_url()}leave/")
    assert not Membership.objects.exists()


def test_who_joined_on_two_devices_is_one_person_once_these_are_joined(group: Group) -> None:
    clients = people(group, 5)
    for one in clients:
        finish_check(one)
    first, second = (learner_of(one).pk for one in clients[:2])
    merge_learners(first, second)
    group.refresh_from_db()
    assert (group.begun, group.finished) == (5, 5), "a sum is never lowered"
    people(group, 5)
    assert "At least 5 people have begun" in told(group), "nine people"
    people(group, 1)
    assert "At least 10 people have begun" in told(group)
    tallies = list(GroupTally.objects.order_by("pk").values())
    more = people(group, 5)
    for one in more:
        finish_check(one)
    assert "at least 5 have finished" in told(group), "nine people"
    assert list(GroupTally.objects.order_by("pk").values()) == tallies


def test_of_two_groups_on_one_path_the_one_is_kept_that_is_joined_to(group: Group) -> None:
    other = Group.objects.create(owner=group.owner, path=group.path, name="Other")
    people(other, 4)
    [phone], [laptop] = people(other, 1), people(group, 1)
    merge_learners(learner_of(phone).pk, learner_of(laptop).pk)
    assert membership(group, learner_of(laptop))
    assert membership(other, learner_of(laptop)) is None
    laptop.post(f"{other.get_absolute_url()}join/")
    people(other, 4)
    assert told(other) == "At least 5 people have begun."


def test_a_full_group_takes_nobody_in_and_says_so(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("paths.groups.MOST_PEOPLE", 2)
    inside = people(group, 2)
    refused = Client().post(f"{group.get_absolute_url()}join/")
    assert refused.status_code == 409
    assert "This group is full." in refused.text
    assert not refused.cookies
    assert inside[0].post(f"{group.get_absolute_url()}join/").url == URL
    inside[0].post(f"{group.get_absolute_url()}leave/")
    people(group, 1)


def test_there_is_a_limit_of_groups(
    client: Client, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("paths.group_views.MOST_GROUPS", 1)
    refused = client.post(MADE, {"name": "One more"})
    assert refused.status_code == 422
    assert "You have made 1 groups on this path." in refused.text
    assert Client().post(MADE, {"name": "Somebody else’s"}).status_code == 302


def test_joining_twice_is_joining_once(group: Group) -> None:
    [one] = people(group, 1)
    one.post(f"{group.get_absolute_url()}join/")
    assert Enrolment.objects.count() == 1
    assert "You are in this group" in one.get(group.get_absolute_url()).text


def test_a_closed_group_takes_nobody_in(client: Client, group: Group) -> None:
    [inside] = people(group, 1)
    link = f"{group.report_url}link/"
    assert client.post(link, {"do": "x"}).status_code == 400
    assert client.post(link, {"do": "close"}).url == group.report_url
    refused = Client().post(f"{group.get_absolute_url()}join/")
    assert refused.status_code == 409
    assert "is closed to newcomers" in refused.text
    assert not refused.cookies
    assert inside.post(f"{group.get_absolute_url()}join/").url == URL
    assert group.get_absolute_url() not in client.get(group.report_url).text
    client.post(link, {"do": "open"})
    people(group, 1)


def test_the_group_goes_with_its_maker_and_its_people_stay_on_the_path(
    client: Client, group: Group
) -> None:
    people(group, 5)
    assert {"paths.group"} <= set(client.get("/me/data.json").json())
    client.post("/me/forget/")
    assert not Group.objects.exists()
    assert not Membership.objects.exists()
    assert Enrolment.objects.count() == 5


def test_who_made_a_group_can_delete_it_and_nobody_else(client: Client, group: Group) -> None:
    people(group, 2)
    link = f"{group.report_url}link/"
    assert "Delete this group" not in Client().get(group.report_url).text
    assert Client().post(link, {"do": "delete"}).status_code == 400
    assert "Delete this group" in client.get(group.report_url).text
    assert client.post(link, {"do": "delete"}).url == MADE
    assert not Group.objects.exists()
    assert Enrolment.objects.count() == 2


def test_addresses_that_take_posts_lead_to_their_page(group: Group) -> None:
    for name in ("join/", "leave/"):
        assert Client().get(f"{group.get_absolute_url()}{name}").url == group.get_absolute_url()
    assert Client().get(f"{group.report_url}link/").url == group.report_url
    assert Client().post(group.report_url).status_code == 405
