"""What a process keeps of the content until it changes."""

import gc
import weakref

import pytest

from glossary_site.page_cache import content_version
from tests.site.page_cache.caching import FixedVersion


def counted() -> tuple[list[str], content_version.Callable[[str], list[str]]]:
    calls = list[str]()

    def make(key: str) -> list[str]:
        calls.append(key)
        return [key, str(len(calls))]

    return calls, content_version.cache_until_content_change(make, maxsize=2)


def test_a_value_is_made_once_until_the_content_changes(known: FixedVersion) -> None:
    calls, get = counted()
    assert get("a") is get("a")
    assert calls == ["a"]
    known.go_on()
    assert get("a") == ["a", "2"]


def test_what_was_made_of_older_content_is_let_go(known: FixedVersion) -> None:
    class Large:
        pass

    get = content_version.cache_until_content_change(lambda key: Large())
    before = weakref.ref(get("a"))
    assert before() is get("a")
    known.go_on()
    get("b")
    gc.collect()
    assert before() is None


def test_what_is_followed_is_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content_version, "_watched", [])
    content_version.follow(FixedVersion())
    _, get = counted()
    assert get("a") is get("a")


def test_no_more_are_kept_than_was_said(known: FixedVersion) -> None:
    calls, get = counted()
    for key in ("a", "b", "c", "a"):
        get(key)
    assert calls == ["a", "b", "c", "a"]


@pytest.mark.parametrize("is_watched", [True, False])
def test_nothing_is_kept_while_the_version_is_not_known(
    monkeypatch: pytest.MonkeyPatch, known: FixedVersion, is_watched: bool
) -> None:
    known.version = None
    if not is_watched:
        monkeypatch.setattr(content_version, "_watched", [])
    calls, get = counted()
    get("a")
    get("a")
    assert calls == ["a", "a"]
