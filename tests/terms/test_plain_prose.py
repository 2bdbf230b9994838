"""Plain lines take a short way to HTML, and it leads to the same place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terms.prose import _PLAIN, render_markdown, render_prose

_SIGNS = st.text(st.sampled_from("aZ9é ßΩж .,;:?'()%$–-1_*#>&<`\\[]!|~\n\t\xa0"), max_size=40)


@given(st.one_of(_SIGNS, st.text(max_size=40)))
def test_both_ways_lead_to_the_same_html(text: str) -> None:
    assert render_prose(text) == render_markdown(text)


@pytest.mark.parametrize(
    "text", ["It costs $0.01 (a cent), or 70% of it.", "Größe: 2–3", "What? Yes; it's so."]
)
def test_what_authors_mostly_write_takes_it(text: str) -> None:
    assert _PLAIN.fullmatch(text)
    assert render_prose(text) == render_markdown(text)
