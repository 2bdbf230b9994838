"""Plain lines take a short way to HTML, and it leads to the same place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terms.plain_markdown import is_plain, plain_html
from terms.prose import already_rendered, render_prose, term_address
from terms.rendering import convert_markdown, render_markdown

_SIGNS = st.text(st.sampled_from("aZ9é ßΩж .,;:?'()%$–-1_*#>&<`\\[]!|~\n\t\xa0"), max_size=40)

_PARTS = st.lists(
    st.sampled_from(
        [
            *(
                "Word",
                "a",
                "1",
                "é",
                " ",
                " ",
                " ",
                "\n",
                "\n\n",
                "- ",
                "-",
                "–",
                "1. ",
                ".",
                ",",
                ":",
                "%",
            ),
            *(
                "[5%](figure:F1)",
                "[a b](term:other-term)",
                "[x](term:)",
                "[x](https://x.y)",
                "[x]: y",
            ),
            *(
                "**",
                "**bold**",
                "**bold words**",
                "*",
                "_",
                "(",
                ")",
                "?",
                "$",
                "'",
                "’",
                "  \n",
                "<b>",
                "&",
            ),
        ]
    ),
    max_size=14,
).map("".join)


@given(st.one_of(_SIGNS, st.text(max_size=40)))
def test_both_ways_lead_to_the_same_html(text: str) -> None:
    assert render_prose(text) == convert_markdown(text, term_address())


@given(_PARTS)
def test_prose_with_links_and_lists_is_the_same_html(text: str) -> None:
    assert render_markdown(text, term_address()) == convert_markdown(text, term_address())


@pytest.mark.parametrize(
    "text",
    [
        "It takes [5%](figure:F1) of [the cost](term:cost), and\nis **not** so.\n\nAnother one.",
        "As here:\n\n- **One** [thing](term:thing).\n- Another\n\nAnd then.",
    ],
)
def test_links_lists_and_bold_words_take_the_short_way(text: str) -> None:
    html = plain_html(text, lambda scheme, name: f"<a {scheme} {name}>")
    assert html is not None
    assert render_markdown(text, term_address()) == convert_markdown(text, term_address())


@pytest.mark.parametrize(
    "text", ["It costs $0.01 (a cent), or 70% of it.", "Größe: 2–3", "What? Yes; it's so."]
)
def test_what_authors_mostly_write_takes_it(text: str) -> None:
    assert is_plain(text)
    assert render_prose(text) == convert_markdown(text, term_address())


def test_what_was_rendered_before_is_not_rendered_again() -> None:
    text = "See [drift](term:drift) *soon*."
    html = {text: render_markdown(text, term_address())}
    assert html[text] == (
        '<p>See <a class="term-link" href="/terms/drift/" rel="noopener">drift</a> <em>soon</em>.</p>'
    )
    with already_rendered({text: "<p>Before.</p>"}):
        assert render_prose(text) == "<p>Before.</p>"
        assert render_prose("*Other*") == "<p><em>Other</em></p>"
    assert render_prose(text) == html[text]
