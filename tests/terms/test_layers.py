"""What of an author's prose stands open, and what a click opens."""

from hypothesis import given
from hypothesis import strategies as st

from terms.sections.layers import split_layers

_PROSE = st.lists(st.sampled_from(["<p>a</p>", "<h3>B?</h3>", "<ul><li>c</li></ul>", "<h4>d</h4>"]))


def test_what_stands_before_the_first_heading_is_open() -> None:
    layers = split_layers('<p>One.</p><h3 class="x">Why <em>so</em>?</h3><p>Two.</p><h3>How?</h3>')
    assert layers.open_html == "<p>One.</p>"
    assert [(part.number, part.heading_html, part.html) for part in layers.closed] == [
        (1, "Why <em>so</em>?", "<p>Two.</p>"),
        (2, "How?", ""),
    ]


def test_footnotes_belong_to_both_and_stay_open() -> None:
    notes = '<ol class="notes"><li>A note.</li></ol>'
    layers = split_layers(f"<p>One.</p><h3>Why?</h3><p>Two.</p>{notes}")
    assert layers.footnotes_html == notes
    assert layers.closed[0].html == "<p>Two.</p>"


@given(_PROSE)
def test_nothing_is_lost(pieces: list[str]) -> None:
    html = "".join(pieces)
    layers = split_layers(html)
    closed = "".join(f"<h3>{part.heading_html}</h3>{part.html}" for part in layers.closed)
    assert layers.open_html + closed + layers.footnotes_html == html
    assert "<h3>" not in layers.open_html
