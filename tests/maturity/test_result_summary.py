"""A result on one page, and as Markdown."""

import pytest
from django.test import Client

from maturity.models import MaturityModel, Statement
from maturity.results.scored import why_words
from maturity.scoring.scoring import Level
from tests.html import squeezed
from tests.maturity.answering import answers, take
from tests.maturity.test_not_rated import nothing

pytestmark = pytest.mark.django_db


def test_it_has_level_profile_steps_and_method(client: Client, model: MaturityModel) -> None:
    result = take(client, answers(1), answers(2, level_4="some_places"))
    html = squeezed(Client().get(f"{result.get_absolute_url()}summary/").text)
    assert "Level 3: Operational</h1>" in html
    for part in ('data-testid="profile"', 'data-testid="steps"', "two thirds of the dimensions"):
        assert part in html
    assert "Version 1 of the assessment, rule 2." in html
    assert '<meta name="robots" content="noindex">' in html


def test_its_markdown_says_the_same(client: Client, model: MaturityModel) -> None:
    Statement.objects.filter(key="d2-level-4").update(
        text="A `pipe` | and *stars*.", text_html="<p>A <code>pipe</code> | and *stars*.</p>"
    )
    result = take(client, answers(1), answers(2, level_4="some_places"))
    response = Client().get(f"{result.get_absolute_url()}summary.md")
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["Cache-Control"] == "private, no-cache"
    text = response.text
    assert text.startswith("# Level 3, Operational: MLOps maturity\n")
    assert f"<http://testserver{result.get_absolute_url()}>" in text
    assert "- Average: 5.2\n" in text
    assert "| Dimension 2 | 3 | For 4: A pipe \\| and \\*stars\\*. |" in text
    assert "1. **Dimension 2.** A pipe" in text
    assert text.endswith("hold in most places.\n")


@pytest.mark.parametrize("page", ["summary/", "summary.md"])
def test_without_a_level_it_says_why(client: Client, model: MaturityModel, page: str) -> None:
    result = take(client, nothing(1), nothing(2))
    assert "There is no level: 2 of 2" in client.get(f"{result.get_absolute_url()}{page}").text


@pytest.mark.parametrize("page", ["summary/", "summary.md"])
def test_a_revoked_result_has_none_for_strangers(
    client: Client, model: MaturityModel, page: str
) -> None:
    result = take(client, answers(1), answers(2))
    result.revoke_link()
    assert Client().get(f"{result.get_absolute_url()}{page}").status_code == 404
    assert client.get(f"{result.get_absolute_url()}{page}").status_code == 200
    assert Client().post(f"{result.get_absolute_url()}{page}").status_code == 405


@pytest.mark.parametrize(
    ("levels", "level", "words"),
    [
        (
            "4 4 4 4 4 3 2",
            4,
            (
                "5 of 7 dimensions are at level 4 or above. Level 5 needs 5 of 7, and none has "
                "reached it yet. Besides, none may lie below 3: G is at 2."
            ),
        ),
        (
            "5 5 5 5 5 5 2",
            4,
            (
                "6 of 7 dimensions have reached level 5. The level stays at 4, since none may lie "
                "below 3: G is at 2."
            ),
        ),
        ("1 1 1 1 1 7 7", 1, "Level 1 needs nothing. Level 2 needs 5 of 7, and 2 have reached it."),
        ("7 7 5", 7, "2 of 3 dimensions are at level 7, the highest there is."),
    ],
)
def test_a_level_is_explained(levels: str, level: int, words: str) -> None:
    named = [(name, Level(int(one))) for name, one in zip("ABCDEFG", levels.split(), strict=False)]
    assert why_words(named, Level(level)) == words
