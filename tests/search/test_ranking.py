"""What comes first where very many terms match: names, then TL;DRs, then all others."""

from collections.abc import Sequence

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from terms.models import Term
from terms.search import finding, ranking
from terms.search.backend import Filters, Matches
from terms.search.databases import search_backend
from terms.search.ranking import MOST_COUNTED, MOST_RANKED, Part, Ranked, best_matches
from tests.world import make_category, make_term

pytestmark = pytest.mark.postgres


class Made:
    """Terms by number; a part holds every term below its size, and a lower number is better."""

    def __init__(self, total: int, head: int, names: int) -> None:
        self.sizes = {Part.ALL: total, Part.HEAD: head, Part.NAMES: names}

    def count(self, part: Part, most: int) -> int:
        return min(self.sizes[part], most)

    def ranked(self, part: Part, limit: int, offset: int) -> Ranked:
        every = list(range(self.sizes[part]))[:MOST_RANKED]
        page = every[offset : offset + limit]
        return Ranked(page, len(every) if page else 0)

    def others(self, part: Part, limit: int, offset: int) -> list[int]:
        ranked = min(self.sizes[part], MOST_RANKED)
        return list(range(ranked, self.sizes[Part.ALL]))[offset : offset + limit]


@given(
    st.lists(st.integers(0, 3 * MOST_RANKED), min_size=3, max_size=3).map(sorted),
    st.integers(1, 400),
)
def test_pages_hold_every_match_once_and_the_best_first(sizes: list[int], limit: int):
    names, head, total = sizes
    query = Made(total, head, names)
    starts = [0, limit, names - 1, head - limit // 2, MOST_RANKED - 1, total - 1, total]
    for start in sorted({max(0, start) for start in starts}):
        found = best_matches(query, limit, start)
        shown = list(range(total))[start : start + limit]
        assert found == Matches(shown, min(total, MOST_COUNTED + 1))


@pytest.mark.django_db
def test_a_common_word_ranks_only_names_and_tldrs(monkeypatch: pytest.MonkeyPatch) -> None:
    care = make_category(slug="care", title="Care")
    texts = {"explanation": "Here drift happens."}
    for number in range(6):
        make_term(slug=f"text-{number}", title=f"Term {number}", abbreviation="", **texts)
    make_term(slug="tldr", title="Slow", abbreviation="", tldr="Drift of models.", category=care)
    make_term(slug="name", title="Drift", abbreviation="", explanation="Nothing else.")

    def pages(size: int) -> list[str]:
        slugs = dict(all_slugs())
        found = [
            search_backend().find(["drift"], Filters(), limit=size, offset=start)
            for start in range(0, 8, size)
        ]
        assert {matches.total for matches in found} == {8}
        return [slugs[pk] for matches in found for pk in matches.term_ids]

    whole = pages(8)
    for most in (5, 2, 1):
        monkeypatch.setattr(ranking, "MOST_RANKED", most)
        few = pages(3)
        assert few[0] == "name"
        assert sorted(few) == sorted(whole)
        assert few == pages(1)
    monkeypatch.setattr(ranking, "MOST_RANKED", 5)
    assert pages(3)[:2] == ["name", "tldr"]
    narrow = search_backend().find(["drift"], Filters(category_id=care.pk), limit=5, offset=0)
    assert narrow.total == 1


@pytest.mark.django_db
def test_only_names_are_found_by_name() -> None:
    make_term(slug="a", title="Model drift", abbreviation="")
    make_term(slug="b", title="Other", abbreviation="", tldr="Model drift everywhere.")
    backend = search_backend()
    slugs = dict(all_slugs())
    assert [slugs[pk] for pk in backend.find_names(["model", "dri"], 5)] == ["a"]
    assert backend.find_names(["everywhere"], 5) == []


def all_slugs() -> Sequence[tuple[int, str]]:
    return list(Term.objects.values_list("pk", "slug"))


@pytest.mark.django_db
def test_more_than_are_counted_are_said_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (ranking, finding):
        monkeypatch.setattr(module, "MOST_COUNTED", 12)
    for number in range(14):
        make_term(slug=f"t{number}", title=f"Drift {number}", abbreviation="")
    page = client.get("/terms/?q=drift")
    assert "More than 12 terms for “drift”" in page.text
    assert "Page 1 of 2" in page.text
    assert client.get("/terms/?q=drift&page=2").text.count('class="term-hit"') == 4
    assert client.get("/terms/?q=drift&page=3").status_code == 404
