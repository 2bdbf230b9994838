"""Memory is bounded in bytes, and what nobody asks for goes first."""

from hypothesis import given
from hypothesis import strategies as st

from glossary_site.page_cache.stores import PageStore
from tests.site.page_cache.caching import make_key, make_stored

PAGE = make_stored()


def test_the_least_recently_used_goes_first() -> None:
    store = PageStore(-(-PAGE.size * 40 // 3))
    for number in range(10):
        store.put(make_key(f"/{number}/"), PAGE)
    assert store.get(make_key("/0/")) is PAGE
    store.put(make_key("/new/"), PAGE)
    assert store.get(make_key("/1/")) is None
    assert store.get(make_key("/0/")) is PAGE
    assert len(store) == 10


def test_one_page_never_drives_out_all_others() -> None:
    store = PageStore(PAGE.size * 7)
    store.put(make_key(), PAGE)
    assert len(store) == 0


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4000)), max_size=60))
def test_it_never_holds_more_than_it_may(puts: list[tuple[int, int]]) -> None:
    store = PageStore(60_000)
    for number, length in puts:
        page = make_stored("x" * length)
        store.put(make_key(f"/{number}/"), page)
        assert store.size <= store.capacity
    held = [page for number in range(31) if (page := store.get(make_key(f"/{number}/")))]
    assert store.size == sum(page.size for page in held)
    assert len(held) == len(store)


def test_addresses_without_end_drive_out_only_each_other() -> None:
    store = PageStore(PAGE.size * 16)
    real = [make_key(f"/{number}/") for number in range(12)]
    for key in real:
        store.put(key, PAGE)
    for number in range(500):
        store.put(make_key("/calculator/", QUERY_STRING=f"users={number}"), PAGE)
        store.put(make_key("/", HTTP_HOST=f"{number}:{number}.example"), PAGE)
    assert [store.get(key) for key in real] == [PAGE] * 12
    assert store.size <= store.capacity
