"""Loading content draws the pictures of terms whose words have changed, and of no others."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from authoring.load import social_cards
from authoring.load.social_cards import store_pictures
from terms.models import Category, Glossary, Term, TermPicture
from terms.social_cards.addresses import term_words
from terms.social_cards.social_card import PictureWords, draw_picture
from tests.authoring.conftest import Spoil
from tests.world import make_glossary, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the pictures that were drawn."""
    titles: list[str] = []

    def draw(words: PictureWords) -> bytes:
        titles.append(words.title)
        return draw_picture(words)

    monkeypatch.setattr(social_cards, "draw_picture", draw)
    return titles


def load(content: Path) -> str:
    out = StringIO()
    call_command("load_content", str(content), stdout=out)
    return out.getvalue()


def test_loading_draws_each_term_once(content: Path, drawn: list[str], client: Client) -> None:
    assert "pictures: 2 drawn" in load(content)
    titles = {term.slug: term.title for term in Term.objects.all()}
    assert sorted(drawn) == sorted(titles.values())
    term = Term.objects.get(slug="first")
    words = term_words(term, Glossary.objects.get())
    assert term.picture.digest == words.digest
    assert len(words.levels) == 7
    assert client.get("/terms/first/picture.png").content == draw_picture(words)


def test_loading_again_draws_nothing(content: Path, drawn: list[str]) -> None:
    load(content)
    drawn.clear()
    assert "pictures" not in load(content)
    assert drawn == []


def test_only_a_change_of_what_is_written_on_it_draws_a_picture(
    content: Path, spoil: Spoil, drawn: list[str]
) -> None:
    load(content)
    kept = list(TermPicture.objects.order_by("pk").values_list("pk", flat=True))
    drawn.clear()
    Term.objects.filter(slug="first").update(title="Renamed", word_count=9)
    store_pictures()
    assert drawn == ["Renamed"]
    drawn.clear()
    Term.objects.update(tldr="Other words")
    assert store_pictures() == 0
    assert list(TermPicture.objects.order_by("pk").values_list("pk", flat=True)) == kept


@pytest.mark.parametrize("model", [Category, Glossary])
def test_another_name_of_site_or_category_draws_all(
    content: Path, drawn: list[str], model: type[Category | Glossary]
) -> None:
    load(content)
    drawn.clear()
    model.objects.update(title="Another")
    assert store_pictures() == 2
    assert len(drawn) == 2


def test_a_draft_and_a_title_that_cannot_be_written_have_no_picture(drawn: list[str]) -> None:
    make_glossary()
    make_term(slug="draft", title="Draft", status=Term.Status.DRAFT)
    term = make_term()
    assert store_pictures() == 1
    Term.objects.filter(pk=term.pk).update(title="机器学习")
    assert store_pictures() == 0
    assert not TermPicture.objects.exists()


def test_stored_pictures_show_the_words_of_their_terms() -> None:
    make_glossary()
    for number in range(5):
        make_term(slug=f"t{number}", title=f"Term {number}")
    assert store_pictures() == 5
    for picture in TermPicture.objects.select_related("term__category"):
        words = term_words(picture.term, Glossary.objects.get())
        assert (picture.digest, bytes(picture.png)) == (words.digest, draw_picture(words))
