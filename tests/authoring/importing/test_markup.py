"""Other markup comes to Markdown that a page can show, and what is lost is said."""

import pytest

from authoring.importing.markup.cleaning import Target, clean, part_text
from authoring.importing.markup.dialects import from_dialects
from authoring.importing.markup.html import html_to_markdown, losses, without_html
from authoring.importing.markup.wikitext import wiki_to_markdown
from terms.markdown.prose import Form
from terms.markdown.reading import read_markdown


def cleaned(text: str) -> str:
    _, say = losses("here")
    return clean(text, lambda to, _: Target(to), lambda to, _: Target(to), say)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>A <b>bold </b>word &amp; <i>one</i></p>", "A **bold** word & *one*"),
        ("<ul><li>One<ul><li>In</li></ul></li><li>Two</li></ul>", "- One\n  - In\n- Two"),
        ("<ol start=3><li>C</li><li>D</li></ol>", "3. C\n4. D"),
        ("<pre><code>a < b\n  c</code></pre>", "```\na < b\n  c\n```"),
        ("<p>5 * 3 [x] <code>a`b</code></p>", r"5 \* 3 \[x\] ``a`b``"),
        ("<table><tr><th>A</th></tr><tr><td>1|2</td></tr></table>", "| A |\n| --- |\n| 1\\|2 |"),
        ("<p>H<sub>2</sub>O, x<sup>2</sup></p>", "H₂O, x²"),
        ('<a href="/x/">words</a><script>alert(1)</script>', "[words](</x/>)"),
        ("<blockquote><p>A</p><p>B</p></blockquote>", "> A\n>\n> B"),
    ],
)
def test_html(html: str, markdown: str) -> None:
    _, say = losses("here")
    assert html_to_markdown(html, say) == markdown


def test_html_in_markdown_leaves_code_and_names_alone() -> None:
    notes, say = losses("here")
    text = "A `<b>` and <name>, <b>bold</b>,\n\n```html\n<i>x</i>\n```\n<https://example.org/>"
    assert without_html(text, say) == (
        "A `<b>` and \\<name>, **bold**,\n\n```html\n<i>x</i>\n```\n<https://example.org/>"
    )
    assert without_html("<Card title='x' />", say) == ""
    assert "a component is left out" in {note.what for note in notes}


@pytest.mark.parametrize(
    ("dialect", "markdown"),
    [
        (":::note Mind\nbody\n:::\n", "\n> **Mind**\n>\n> body\n\n\n"),
        ('!!! warning "Mind"\n    body\n', "\n> **Mind**\n>\n> body\n\n"),
        ('[a]({{< relref "pod.md" >}})', "[a](pod.md)"),
        ('{{< figure src="a.png" alt="A" >}}', "![A](<a.png>)"),
        ('{{< glossary_tooltip text="pods" term_id="pod" >}}', "[pods](<wiki:pod>)"),
        ("[[Some page|words]] [[Other]]", "[words](<wiki:Some page>) [Other](<wiki:Other>)"),
        ("## Title {#id}", "## Title"),
        ("- [A](#a)\n  - [B](#b)\n\nText [c](#c).", "\nText [c](#c)."),
        ("`{{ kept }}` {{ gone }}", "`{{ kept }}` "),
    ],
)
def test_dialects(dialect: str, markdown: str) -> None:
    _, say = losses("here")
    assert from_dialects(dialect, say) == markdown


def test_the_text_of_a_wiki() -> None:
    notes, say = losses("here")
    text, categories = wiki_to_markdown(
        "{{Box|{{in}}}}'''Drift''' is ''slow'' [[change|changing]] of [[data]]s.<ref name=a>Book</ref>"
        "<ref name=a/>\n== More ==\n* One\n** Two\n[[Category:Data]]\n<syntaxhighlight lang=py>\n[[x]]"
        "</syntaxhighlight>",
        say,
    )
    assert text.startswith(
        "**Drift** is *slow* [changing](<wiki:change>) of [datas](<wiki:data>).[^1][^1]\n\n## More"
    )
    assert "- One\n  - Two" in text
    assert "```py\n[[x]]\n```" in text
    assert text.endswith("[^1]: Book")
    assert categories == ["Data"]
    assert [note.detail for note in notes] == ["{{in}}", "{{Box|}}"]


def test_tables_formulas_and_references_of_a_wiki() -> None:
    _, say = losses("here")
    text, _ = wiki_to_markdown(
        '{| class="wikitable"\n|+ Kinds\n! Kind !! Speed\n|-\n| style="color:red" | Hard || [[a|b]]\n'
        "|-\n| Soft\n| 0\nor 1\n|}\n<math>x^2</math><ref>''A book''</ref>\n"
        "== References ==\n<references/>\n[[Category:Data]]",
        say,
    )
    table = "| Kind | Speed |\n| --- | --- |\n| Hard | [b](<wiki:a>) |\n| Soft | 0 or 1 |"
    assert text.split("\n\n") == [table, "`x^2`[^1]", "[^1]: *A book*"]


def test_what_is_escaped_already_stays_so() -> None:
    _, say = losses("here")
    assert (
        without_html("A \\<name> and \\</math> <b>x</b>", say) == "A \\<name> and \\</math> **x**"
    )


def test_what_a_page_could_not_show_is_mended() -> None:
    text = cleaned(
        "# One\n\nSee [a][b], [c] and [d][/e/].[^1] [^2]\n\nTwo\n---\n\n#### Deep\n\n[b]: /x/\n[c]: /y/\n"
        "[^1]: Note.\n[^3]: Unused.\n\n![](pic.png) [sp](/My page/)"
    )
    assert read_markdown(text).faults_in(Form.ARTICLE) == []
    assert "### One" in text
    assert "#### Two" in text
    assert "[a](/x/), [c](/y/) and [d](/e/).[^1] \\[^2]" in text
    assert "Unused" not in text
    assert "![pic.png](pic.png)" in text


def test_links_whose_words_are_code_are_links_and_code_that_looks_like_one_is_none() -> None:
    text = cleaned("See [`rel`][], [`a`](/a/) and `[b](/b/)`.\n\n  [`rel`]: /rel/\n  [`c`]: /c/")
    assert text == "See [`rel`](/rel/), [`a`](/a/) and `[b](/b/)`."


@pytest.mark.parametrize(
    ("text", "answer", "explanation"),
    [
        ("One\nline.\n\nMore.", "One line.", "More."),
        ("## What?\n\nIt is.\n\n## Why?\n\nSo.", "It is.", "## Why?\n\nSo."),
        ("注文が\n届く。", "注文が届く。", ""),
        ("It is.[^1]\n\n[^1]: Note.", "It is.", "It is.[^1]\n\n[^1]: Note."),
        ("1. A plot, or\n2. data.", "A plot, or", "1. A plot, or\n2. data."),
        ("```\ncode\n```", "", "```\ncode\n```"),
        ("Drift\n\nIt is slow.", "It is slow.", "Drift"),
    ],
)
def test_the_answer_stands_first_and_nothing_is_lost(
    text: str, answer: str, explanation: str
) -> None:
    parted = part_text(text, "Drift")
    assert (parted.answer, parted.explanation) == (answer, explanation)
