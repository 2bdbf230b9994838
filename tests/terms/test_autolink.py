"""Which mentions become links, and that no text can break the linking."""

import re

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from terms.autolink.hand_links import hand_linked
from terms.autolink.html_text import read_html
from terms.autolink.matching import Kind, Linker, Why, without_links
from terms.fields.prose import render_prose
from terms.names.labels import Label, Linking, forms_of, split_title

LABELS = [
    Label("Model drift", "model-drift"),
    Label("drift", "model-drift"),
    Label("RAG", "rag"),
    Label("P&L", "feature-pnl"),
    Label("CI/CD", "ci-cd"),
    Label("İstanbul test", "istanbul"),
    Label("churn", "logo-churn"),
    Label("churn", "revenue-churn"),
    Label("token", "token"),
]
TAGS = re.compile(r"<[^>]*>")


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(LABELS, "/terms/{}/".format)


def link(linker: Linker, html: str, own: str = "") -> str:
    return linker.link(html, own=own, linked=set()).html


def test_only_the_first_mention_of_a_section_is_linked(linker: Linker) -> None:
    linked: set[str] = set()
    first = linker.link("<p>Drift and drift.</p>", linked=linked)
    second = linker.link("<p>Model drift, RAG.</p>", linked=linked)
    assert first.html == (
        '<p><a class="auto-link" href="/terms/model-drift/">Drift</a> and drift.</p>'
    )
    assert "model-drift" not in second.html
    assert ">RAG</a>" in second.html
    assert linked == {"model-drift", "rag"}


def test_a_term_is_not_linked_on_its_own_page_nor_is_a_word_inside_its_name(linker: Linker) -> None:
    other = Linker([*LABELS, Label("data drift", "data-drift")], "/terms/{}/".format)
    assert link(linker, "<p>Model drift.</p>", own="model-drift") == "<p>Model drift.</p>"
    assert link(other, "<p>Data drift.</p>", own="data-drift") == "<p>Data drift.</p>"


def test_links_by_hand_are_known_and_kept(linker: Linker) -> None:
    html = render_prose("[this one](term:model-drift), [that](/terms/none) and drift")
    assert hand_linked(html) == {"model-drift"}
    assert linker.link(html, linked={"model-drift"}).html == html


def test_text_stands_where_the_markup_has_it(linker: Linker) -> None:
    html = "<p>The &lt;big&gt; P&amp;L,\nmodel\n  drift &amp; RAG.</p>"
    assert link(linker, html) == (
        '<p>The &lt;big&gt; <a class="auto-link" href="/terms/feature-pnl/">P&amp;L'
        '</a>,\n<a class="auto-link" href="/terms/model-drift/">model\n  drift</a> '
        '&amp; <a class="auto-link" href="/terms/rag/">RAG</a>.</p>'
    )


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<p>A rag.</p>", Why.CASE),
        ("<p>token-based</p>", Why.COMPOUND),
        ("<p>model <em>drift</em></p>", Why.MARKUP),
    ],
)
def test_a_near_miss_says_why(linker: Linker, html: str, why: Why) -> None:
    result = linker.link(html, linked=set())
    assert [(found.kind, found.why) for found in result.findings] == [(Kind.NEAR_MISS, why)]
    assert result.html == html


def test_an_ambiguous_label_is_reported_and_not_linked(linker: Linker) -> None:
    result = linker.link("<p>The churn.</p>", linked=set())
    (found,) = result.findings
    assert (found.kind, found.slugs) == (Kind.AMBIGUOUS, ("logo-churn", "revenue-churn"))
    assert found.context == "The churn."
    assert result.html == "<p>The churn.</p>"


def test_an_exact_label_comes_before_one_in_any_case() -> None:
    linker = Linker([Label("RAG", "rag"), Label("rag", "cloth")], "/terms/{}/".format)
    assert "/terms/rag/" in link(linker, "<p>RAG</p>")
    assert "/terms/cloth/" in link(linker, "<p>a rag</p>")


def test_what_an_author_wrote_comes_before_a_made_plural() -> None:
    linker = Linker([Label("eval", "one"), Label("evals", "many")], "/terms/{}/".format)
    assert "/terms/many/" in link(linker, "<p>evals</p>")
    assert "/terms/one/" in link(linker, "<p>an eval</p>")


@pytest.mark.parametrize(
    ("label", "linking", "found", "passed_over"),
    [
        ("Ray", Linking.EXACT, "Ray", "ray"),
        ("SQL", Linking.ANY, "sql", "sqlite"),
        ("cost", Linking.NEVER, "", "cost"),
        ("Token", Linking.AUTO, "tokens", "tokenise"),
        ("LLM", Linking.AUTO, "LLMs", "LLMS"),
        ("cost per request", Linking.AUTO, "Costs per request", "cost per requestor"),
        ("X", Linking.AUTO, "X", "x"),
        ("!?", Linking.AUTO, "", "!?"),
    ],
)
def test_a_label_has_its_own_rule(
    label: str, linking: Linking, found: str, passed_over: str
) -> None:
    linker = Linker([Label(label, "it", linking)], "/terms/{}/".format)
    assert ("<a" in link(linker, f"<p>{found}</p>")) == bool(found)
    assert "<a" not in link(linker, f"<p>{passed_over}</p>")


@pytest.mark.parametrize(
    ("label", "text", "found"),
    [
        ("model drift", "model\u2003drift", "model\u2003drift"),
        ("model drift", "mo\u00addel\u3000drift", "mo\u00addel\u3000drift"),
        ("drift", "drift¹ moves", "drift"),
        ("R²", "an R² of 1", "R²"),
        ("Goodhart's law", "Goodhart\u02bcs law", "Goodhart\u02bcs law"),
        ("Maße", "die masse", "masse"),
        ("café", "a cafe\u0301", "cafe\u0301"),
        ("Łódź", "in Lodz", "Lodz"),
        ("teacher-student", "Teacher–student", "Teacher–student"),
    ],
)
def test_a_name_is_found_in_whatever_signs_it_is_written(label: str, text: str, found: str) -> None:
    assert f">{found}</a>" in link(Linker([Label(label, "it")], str), f"<p>{text}</p>")


@pytest.mark.parametrize(
    ("label", "found", "passed_over"),
    [
        ("5G", "a 5G-ready phone", "add 5g of salt, 15G"),
        ("GPT-4", "GPT‑4-based", "GPT-4o, GPT-4.5, gpt-4"),
        ("C++", "C++-style", "C, C++11"),
        ("C#", "in C#.", "C"),
        (".NET", "the .NET runtime", "ASP.NET, example.net"),
        ("k8s", "K8s-native", "k8st"),
        ("S3", "S3-compatible", "an s3 path, PS3, S30"),
        ("A/B", "an A/B test", "a/b, A/B/n"),
        ("3D", "3D-printed", "in 3d"),
        ("H100", "eight H100s", "h100"),
        ("iPhone 4", "an iPhone 4", "an iPhone 4s"),
    ],
)
def test_a_name_with_a_digit_or_a_sign_is_a_name(label: str, found: str, passed_over: str) -> None:
    linker = Linker([Label(label, "it")], str)
    assert "</a>" in link(linker, f"<p>{found}</p>")
    assert "</a>" not in link(linker, f"<p>{passed_over}</p>")


@pytest.mark.parametrize(
    ("label", "found", "passed_over"),
    [
        ("注文", "注文が届く。", "注-文"),
        ("漂移", "模型漂移是指", "漂-移"),
        ("ドリフト", "データとドリフト率", "データドリフトアウト"),
        ("文", "AI文 5", "注文"),
        ("ต้นทุน", "ลดต้นทุนต่อคำขอ", "ตนทุน"),
        ("드리프트", "드리프트가 발생", "데이터드리프트"),
        ("AI", "AI注文", "XAI注文"),
        (".NET", "の.NETを", "ASP.NETを"),
    ],
)
def test_a_word_is_found_where_none_are_parted_by_spaces(
    label: str, found: str, passed_over: str
) -> None:
    linker = Linker([Label(label, "it")], str)
    assert f">{label}</a>" in link(linker, f"<p>{found}</p>")
    assert "</a>" not in link(linker, f"<p>{passed_over}</p>")


def test_the_names_in_a_title() -> None:
    assert split_title("MLOps (Machine Learning Operations)", "MLOps")[1:] == [
        "MLOps",
        "Machine Learning Operations",
    ]
    assert split_title("Precision (metric)", "")[1:] == ["Precision"]
    assert split_title("Drift", "") == ["Drift"]


def test_no_labels_and_no_text_are_legal() -> None:
    assert link(Linker([], str), "<p>Drift.</p>") == "<p>Drift.</p>"
    assert link(Linker(LABELS, str), "") == ""


words = st.sampled_from(
    [
        *(
            "drift",
            "Model",
            "model",
            "RAG",
            "P&L",
            "CI/CD",
            "churn",
            "rag",
            "token",
            "İ",
            "’s",
            "-",
        ),
        *("'s", "/", ".", "\n", "\n\n", "  ", " ", "*", "**", "`", "# ", "- ", "> ", "|", "<", "&"),
        *("<em>", "</em>", "<a href='/terms/rag/'>", "</a>", "<h3>", "</h3>", "<sup>", "</sup>"),
        *("&nbsp;", "&amp;", "[x](term:rag)", '<abbr title="a > b drift">', "</abbr>"),
        *("\u0301", "\u00ad", "_"),
    ]
)
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])), st.lists(words).map("".join),
    st.lists(words).map(" ".join),
)  # fmt: skip


@given(text=texts, as_html=st.booleans())
def test_no_text_can_break_it(linker: Linker, text: str, as_html: bool) -> None:
    html = (
        nh3.clean(text, tags={"a", "abbr", "em", "h3", "p", "sup"})
        if as_html
        else render_prose(text)
    )
    result = linker.link(html, linked=set())
    assert without_links(result.html) == without_links(html)
    assert read_html(result.html).text == read_html(html).text
    assert linker.link(result.html, linked=set()) == result
    depth = 0
    for tag in re.findall(r"</?a\b", result.html):
        depth += -1 if tag == "</a" else 1
        assert depth in (0, 1)


@given(label=st.text(st.characters(exclude_categories=["Cs"]), max_size=20), text=texts)
def test_no_label_can_break_it(label: str, text: str) -> None:
    for linking in Linking:
        linker = Linker([Label(label, "it", linking)], "/terms/{}/".format)
        result = linker.link(render_prose(text), linked=set())
        assert TAGS.sub("", result.html) == TAGS.sub("", render_prose(text))
        assert len(result.findings) >= result.html.count("auto-link")


@given(label=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_every_form_of_a_label_fits_itself(label: str) -> None:
    for form in forms_of(Label(label, "it")):
        assert form.fits(form.spelling, 0)
        assert len(form.key) == len(form.spelling)
