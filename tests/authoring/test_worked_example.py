"""A worked example, from its file to the page, the search, the admin, and back."""

from pathlib import Path

import pytest
from django.test import Client

from authoring.files.library import ContentError
from authoring.load.loading import load_content
from authoring.models import FileVersion
from terms.models import Mention, SearchDocument, Term
from terms.sections.registry import sections
from tests.authoring.conftest import Spoil
from tests.authoring.test_dump_content import bytes_of, dump, load
from tests.authoring.test_editing import save, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EXAMPLE = """\
worked_example:
  title: What routing saves
  inputs:
    - name: share
      label: Share for the small model
      value: 70
      unit: "% of queries"
      figure: F1
    - {name: small, label: Its price, value: 0.01, unit: $ a query}
    - {name: large, label: Price of the large model, value: 1, unit: $ a query}
  steps:
    - name: blend  # the mix
      label: A query on average
      formula: share * small + (1 - share) * large
      unit: $ a query
    - {label: Saved by it, formula: 1 - blend / large, unit: "%"}
    - label: By hand
      working: Three in ten stay with the second alias.
      result: about a third
  conclusion: It is cheaper by [70%](figure:F1), nearly.
"""


@pytest.fixture
def example(content: Path) -> Path:
    file = content / "terms/first/term.md"
    file.write_text(file.read_text().replace("mistakes:\n", f"{EXAMPLE}mistakes:\n", 1))
    return content


def test_it_is_shown_searched_and_linked(example: Path, client: Client) -> None:
    load(example)
    html = client.get("/terms/first/").text
    shown = html.partition('id="worked-example"')[2].partition("</section>")[0]
    assert '<a href="#worked-example">Worked example</a>' in html
    assert 'popovertarget="figure-F1" data-note="1">70% of queries</button>' in shown
    assert "70% × $0.01 + (1 − 70%) × $1.00" in shown
    for result in ("= $0.307 a query", "= 69.3%", "about a third"):
        assert f'<p class="metric__value">{result}</p>' in shown
    assert 'href="/terms/second/"' in shown
    assert Mention.objects.get(term__slug="first", target__slug="second").sections > 0
    assert "about" not in SearchDocument.objects.get(term__slug="second").section_words
    document = SearchDocument.objects.get(term__slug="first")
    assert "Three in ten stay with the second alias." in document.sections["worked-example"]


def test_a_term_without_one_has_no_such_section(content: Path, client: Client) -> None:
    load(content)
    assert "worked-example" not in client.get("/terms/first/").text


def test_it_comes_back_byte_for_byte_and_keeps_comments(example: Path, tmp_path: Path) -> None:
    load(example)
    dump(tmp_path / "content")
    assert bytes_of(tmp_path / "content") == bytes_of(example)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("1 - blend / large", "1 - blend / nothing", "Saved by it: 'nothing' is not known"),
        ("1 - blend / large", "1 / (large - 1)", "Saved by it: '1 / (large - 1)' divides by zero"),
        ("value: 0.01, unit: $ a query", "value: 0.01", "inputs.1.unit: Field required"),
        (', unit: "%"}', "}", "'unit' is missing"),
        ("working: Three in ten stay with the second alias.", "name: x", "'working' is missing"),
        ("result: about a third", "", "either a 'formula' or a 'result'"),
        ("name: small,", "name: share,", "'share' names two numbers"),
        ("figure: F1\n    - {name", "figure: F9\n    - {name", "'F9' does not exist"),
        ("label: Saved by it", "label: By hand", "stands more than once"),
    ],
)
def test_what_cannot_be_computed_is_refused(
    example: Path, spoil: Spoil, old: str, new: str, message: str
) -> None:
    spoil("terms/first/term.md", old, new)
    with pytest.raises(ContentError) as refused:
        load_content(example)
    assert message in "\n".join(map(str, refused.value.problems))


def test_it_is_edited_in_the_admin(example: Path, client: Client) -> None:
    load(example)
    term = Term.objects.get(slug="first")
    publisher = signed_in("Publisher")
    save(publisher, term, **{"worked_inputs-0-value": "50"})
    assert "= $0.505 a query" in client.get("/terms/first/").text
    text = FileVersion.objects.current().get(path="terms/first/term.md").text
    assert "value: 50\n" in text
    response = save(publisher, term, **{"worked_steps-0-formula": "share * nothing"})
    assert "is not known" in response.text
    assert "= $0.505 a query" in client.get("/terms/first/").text


def test_sections_stand_in_the_readers_order() -> None:
    keys = [section.key for section in sections()]
    assert keys.index("checklist") + 1 == keys.index("maturity")
    assert keys.index("how-it-works") + 1 == keys.index("worked-example")
    assert keys.index("faq") + 1 == keys.index("quiz")
    assert keys[-2:] == ["expert-help", "sources"]


LISTED = """\
price: {model: "anthropic/claude-haiku-5-5", input_tokens: 2000, output_tokens: 800}, unit: $ a query"""


def test_a_price_is_computed_from_the_list_and_says_so(
    example: Path, spoil: Spoil, client: Client, tmp_path: Path
) -> None:
    spoil("terms/first/term.md", "value: 0.01, unit: $ a query", LISTED)
    load(example)
    html = client.get("/terms/first/").text
    assert "70% × $0.0006 + (1 − 70%) × $1.00" in html
    assert "list price of 10 November 2026, 2,000 tokens in, 800 out" in html
    dump(tmp_path / "dumped")
    assert bytes_of(tmp_path / "dumped") == bytes_of(example)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (LISTED.replace("haiku-5-5", "haiku-5-6"), "the nearest are: anthropic/claude-haiku-5-5"),
        (f"value: 1, {LISTED}", "either a 'value' or a 'price'"),
        ("unit: $ a query", "either a 'value' or a 'price'"),
    ],
)
def test_a_price_that_no_list_has_is_refused(
    example: Path, spoil: Spoil, given: str, message: str
) -> None:
    spoil("terms/first/term.md", "value: 0.01, unit: $ a query", given)
    with pytest.raises(ContentError) as refused:
        load_content(example)
    assert message in "\n".join(map(str, refused.value.problems))
