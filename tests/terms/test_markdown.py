"""Markdown as people write it comes out as they meant it, or is reported by its line."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from terms.autolink.matching import Linker
from terms.markdown.placing import PlacedImage, place
from terms.markdown.plain import plain_text
from terms.markdown.prose import Form
from terms.markdown.reading import find_sections, read_markdown
from terms.markdown.sanitizing import lost, sanitize
from terms.names.labels import Label, Linking


def html_of(text: str) -> str:
    prose = read_markdown(text)
    assert not prose.faults, prose.faults
    return prose.html


def faults(text: str, form: Form = Form.ARTICLE) -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in read_markdown(text).faults_in(form)]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("```python\n## x\n\ny < 1\n```",
         '<pre tabindex="0"><code class="language-python">## x\n\ny &lt; 1\n</code></pre>'),
        ("~~~~\n```\na\n~~~\n~~~~", '<pre tabindex="0"><code>```\na\n~~~\n</code></pre>'),
        ("````c++ numbered\nx\n````", '<pre tabindex="0"><code class="language-c++">x\n</code></pre>'),
        ("    four spaces", '<pre tabindex="0"><code>four spaces\n</code></pre>'),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'),
        ("- a\n  - b\n    1) c\n- d",
         "<ul>\n<li>a\n<ul>\n<li>b\n<ol>\n<li>c</li>\n</ol>\n</li>\n</ul>\n</li>\n<li>d</li>\n</ul>"),
        ("1. a\n\n   ```sh\n   b\n   ```\n2. c",
         ('<ol>\n<li>\n<p>a</p>\n<pre tabindex="0"><code class="language-sh">b\n</code></pre>\n</li>\n'
           "<li>\n<p>c</p>\n</li>\n</ol>")),
        ("Drift\n: A change.\n: A loss.",
         "<dl>\n<dt>Drift</dt>\n<dd>A change.</dd>\n<dd>A loss.</dd>\n</dl>"),
        ("a  \nb\\\nc", "<p>a<br>\nb<br>\nc</p>"),
        ("~~no~~ un*frigging*real snake_case_name 2 * 3 * 4",
         "<p><s>no</s> un<em>frigging</em>real snake_case_name 2 * 3 * 4</p>"),
        ("> a\n> > b", "<blockquote>\n<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n</blockquote>"),
        ("<https://a.org/?b&c> <me@a.org>",
         ('<p><a href="https://a.org/?b&amp;c">https://a.org/?b&amp;c</a> '
           '<a href="mailto:me@a.org">me@a.org</a></p>')),
        ("&copy; &#8364; &amp;lt; AT&T", "<p>© € &amp;lt; AT&amp;T</p>"),
        ("Seen <!-- a word to authors --> once.", "<p>Seen  once.</p>"),
        ("<!--\n## no heading\n\n-->\nSeen.", "<p>Seen.</p>"),
        ("[a][b], [b][] and [b].\n\n[b]: <term:drift> 'Its \"page\"'",
         '<p>{0}a</a>, {0}b</a> and {0}b</a>.</p>'.format(
             '<a class="term-link" href="/terms/drift/" title="Its &quot;page&quot;">')),
        ("[5%](figure:F1)", '<p><a class="figure-link" href="#figure-F1">5%</a></p>'),
        ("### Why?\n\n#### So\n\n***", "<h3>Why?</h3>\n<h4>So</h4>\n<hr>"),
        ("\\*plain\\* \\<b\\> \\[a\\]\\[b\\]", "<p>*plain* &lt;b&gt; [a][b]</p>"),
    ],
)  # fmt: skip
def test_what_people_write_comes_out(text: str, html: str) -> None:
    assert html_of(text) == html


def test_a_bar_in_code_stays_in_its_cell_and_columns_keep_their_side() -> None:
    html = html_of("| a | b | c |\n|:--|:-:|--:|\n| `x\\|y` | 2 | **3** |")
    assert '<td class="is-start"><code>x|y</code></td>' in html
    assert '<td class="is-center">2</td>' in html
    assert '<td class="is-end"><strong>3</strong></td>' in html
    assert html.startswith('<div class="table-scroll" tabindex="0"><table>')


def test_a_footnote_leads_there_and_back() -> None:
    html = html_of("One[^a], two[^long], one[^a].\n\n[^a]: First.\n[^long]: Second.\n\n    More.")
    for link in ('id="fnref1" href="#fn1"', 'id="fnref2" href="#fn2"', 'id="fnref1-2" href="#fn1"'):
        assert html.count(link) == 1
    assert html.count('href="#fnref1"') == html.count('href="#fnref1-2"') == 1
    assert re.findall(r'<li id="(\w+)">', html) == ["fn1", "fn2"]
    assert "<p>More. <a" in html


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a\n\nb <b>c</b>", 3, "the HTML <b>"),
        ("a\nb\nc <span>", 3, "the HTML <span>"),
        ("a\n\n<div>\nb\n</div>", 3, "the HTML <div>"),
        ("<!-- a -->b <i>", 1, "the HTML b <i>"),
        ("a\n\n<!-- never closed\n\nb", 3, "never closed"),
        ("<?php x ?>", 1, "<?php"),
        ("a\n\n```\nb", 3, "never ends"),
        ("~~~\nb\n~~", 1, "never ends"),
        ("a\n\n# b", 3, "level 1"),
        ("a\n\nb\n---", 3, "level 2"),
        ("##### b", 1, "level 5"),
        ("> ## b", 1, "level 2"),
        ("a[^1]", 1, "[^1]"),
        ("a\n\n[^1]: b", 3, "nothing in it uses"),
        ("a[^1]\n\n[^1]: b\n\n[^1]: c", 5, "twice"),
        ("a\n[b][c]", 2, "'c'"),
        ("a\n\n[b]: https://c.org", 3, "nothing in it uses"),
        ("[b]\n\n[b]: https://c.org\n\n[B]: https://d.org", 5, "twice"),
        ("a\n[b](two words)", 2, "no link"),
        ("[](https://a.org)", 1, "without words"),
        ("[a](javascript:alert)", 1, "javascript:"),
        ("[a](//b.org)", 1, "//b.org"),
        ("[a](other/page)", 1, "other/page"),
        ("[a](term:a.b)", 1, "the term 'a.b'"),
        ("<ftp://a.org>", 1, "ftp:"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n| `3|4` | 5 |", 4, "3 cells"),
        ("> " * 25 + "a", 1, "too deep"),
        ("a\n\n![b](http://a.org/b.png)", 3, "http://a.org/b.png"),
        ("![b](../b.png)", 1, "../b.png"),
        ("![b](/static/b.png)", 1, "/static/b.png"),
        ("![b](..%2Fb.png)", 1, "../b.png"),
        ("![b](data:image/png;base64,AA)", 1, "own folder"),
        ("![b](\\\\host\\b.png)", 1, "own folder"),
        ("![](b.png)", 1, "without a text"),
        ("![b](my picture.png)", 1, "no link"),
    ],
)
def test_what_would_be_lost_is_reported_by_its_line(text: str, line: int, words: str) -> None:
    found = faults(text)
    assert any(at == line and words in message for at, message in found), found


@pytest.mark.parametrize(
    "text",
    [
        "a\n\nb",
        "- a",
        "1. a",
        "```\na\n```",
        "    a",
        "> a",
        "### a",
        "|a|\n|-|\n|b|",
        "a\n: b",
        "***",
    ],
)
def test_a_label_holds_one_paragraph(text: str) -> None:
    assert faults(text, Form.BLOCKS) == []
    assert [line for line, _ in faults(text, Form.LINE)]


def test_notes_and_images_have_a_place_in_articles_only() -> None:
    text = "![a](b.png)\n\nc[^1]\n\n[^1]: d"
    assert faults(text) == []
    assert faults(text, Form.BLOCKS) == [
        (1, "has no place for an image"),
        (3, "has no place for a footnote"),
    ]
    assert [image.name for image in read_markdown("![a](./b%20c.png)").images] == ["b c.png"]


def test_the_sanitiser_says_what_it_takes_out() -> None:
    before = '<p onclick="x">a <font>b</font><a href="ftp://c">d</a></p><script>e</script>'
    told = lost(before, sanitize(before))
    assert [part.split()[2] for part in told[:4]] == [
        "onclick='x'",
        "<font>",
        "href='ftp://c'",
        "<script>",
    ]
    assert told[-1] == "would lose some of its text on its way to the page"
    whole = '<p>a &quot; <a href="https://b?c&amp;d">b</a></p>'
    assert lost(whole, sanitize(whole)) == []


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("## A\n\nb\n\n## C ##\n\nd", [("A", 0, 1), ("C", 4, 5)]),
        ("A\n---\nb\n\n   ## C", [("A", 0, 2), ("C", 4, 5)]),
        ("## A\n\n```\n## b\n```\n\n~~~~md\n~~~\n## c\n~~~~", [("A", 0, 1)]),
        ("## A\n\n> ## b\n\n- ## c\n\n    ## d\n\n<!--\n## e\n-->", [("A", 0, 1)]),
    ],
)
def test_a_section_begins_at_a_heading_that_is_one(
    text: str, sections: list[tuple[str, int, int]]
) -> None:
    assert find_sections(text) == sections


def test_a_page_places_images_and_notes_once() -> None:
    html = html_of('![A "line"](Größe%20&.png "T")\n\na[^1]\n\n[^1]: b')
    images = {"Größe &.png": PlacedImage("/terms/a/images/ab/Gr%C3%B6%C3%9Fe%20&.png", 30, 20)}
    placed = place(html, images, "how-to-apply-2")
    assert (
        '.png" alt="A &quot;line&quot;" title="T" width="30" height="20" loading="lazy">' in placed
    )
    assert 'id="how-to-apply-2-fnref1" href="#how-to-apply-2-fn1"' in placed
    assert '<li id="how-to-apply-2-fn1">' in placed
    assert place(placed, images, "how-to-apply-2") == placed
    assert place(place(placed, images, "faq-1"), images, "how-to-apply-2") == placed
    assert 'width="' not in place(placed, {}, "explanation")


_WORD = st.text(st.sampled_from("abcdefgxyz"), min_size=3, max_size=8)
_INLINE = st.one_of(
    _WORD,
    st.builds("*{}*".format, _WORD),
    st.builds("**{}** and `{}`".format, _WORD, _WORD),
    st.builds("[{}](https://example.org/{} '{}')".format, _WORD, _WORD, _WORD),
    st.builds("<b>{}</b>".format, _WORD),
    st.builds("{}[^{}]".format, _WORD, _WORD),
    st.builds("![{}]({}.png)".format, _WORD, _WORD),
    st.builds("[{}][{}]".format, _WORD, _WORD),
)
_BLOCK = st.one_of(
    _INLINE,
    st.builds("{}\n{}".format, _INLINE, _INLINE),
    st.builds("- {}\n  - {}\n- {}".format, _INLINE, _INLINE, _INLINE),
    st.builds("7. {}\n8. {}".format, _INLINE, _INLINE),
    st.builds("```{}\n{}\n\n## {}\n```".format, _WORD, _WORD, _WORD),
    st.builds("```\n{}".format, _WORD),
    st.builds("> {}\n\n    {}".format, _INLINE, _WORD),
    st.builds("| {} | {} |\n|---|---|\n| {} | {} |".format, _INLINE, _WORD, _WORD, _INLINE),
    st.builds("| {} |\n|---|\n| {} | {} |".format, _WORD, _WORD, _WORD),
    st.builds("{}\n: {}".format, _WORD, _INLINE),
    st.builds("[^{}]: {}".format, _WORD, _INLINE),
    st.builds("[{}]: https://example.org".format, _WORD),
    st.builds("{}\n===".format, _WORD),
    st.builds("<{}>\n{}".format, _WORD, _WORD),
)
_NOT_SHOWN = re.compile(r"\]\([^)]*\)|^```\w*|^\[\^?\w+\]:|\[\^\w+\]|\]\[\w+\]|https://\S*", re.M)


@given(st.lists(_BLOCK, min_size=1, max_size=5).map("\n\n".join))
def test_every_word_reaches_the_reader_or_is_reported(text: str) -> None:
    prose = read_markdown(text)
    if not prose.faults:
        shown = unescape(re.sub(r'<img [^>]*alt="([^"]*)"[^>]*>|<[^>]+>', r"\1", prose.html))
        for word in re.findall(r"[a-z]{3,}", _NOT_SHOWN.sub("", text)):
            assert word in shown, word


@given(
    st.one_of(
        st.text(max_size=80),
        st.text(st.sampled_from("a1 \n\t*_`#>-=+|[]()!<>&~:^\\.'\""), max_size=60),
    )
)
def test_any_text_is_read_and_what_is_let_through_is_all_there(text: str) -> None:
    prose = read_markdown(text)
    assert sanitize(prose.html) == prose.html
    assert all(1 <= fault.line <= text.count("\n") + 1 for fault in prose.faults)


def test_the_parser_is_commonmark() -> None:
    text = "*a*\n- b\n\n1. c\n2. d\n\n> e\n\n[f](https://g.org)"
    plain = MarkdownIt("commonmark", {"xhtmlOut": False}).render(text).strip()
    assert html_of(text).replace("", "") == plain


def test_plain_text_has_what_an_image_shows_and_no_marks_of_notes() -> None:
    html = place(html_of('![A line & "more"](b.png)\n\na[^1] c\n\n[^1]: d'), {}, "explanation")
    assert plain_text(html) == 'A line & "more" a c d'


def test_code_is_searched_and_never_linked() -> None:
    linker = Linker([Label("model drift", "drift", Linking.AUTO)], "/terms/{}/".format)
    html = html_of("```\nmodel drift\n```\n\n| model drift |\n|---|\n| `model drift` |")
    assert linker.link(html, linked=set()).html == html
    assert plain_text(html).count("model drift") == 3
    shown = html_of("- ~~old~~ model drift\n\n![model drift](a.png 'model drift')")
    linked = linker.link(shown, linked=set()).html
    assert linked.count("<a ") == 1
    assert 'old</s> <a class="auto-link" href="/terms/drift/">model drift</a>' in linked
