"""A term's picture at its address: stored or drawn on the spot, kept by caches, never written."""

import io

import pytest
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from terms.machines import views
from terms.models import Category, Glossary, Term, TermPicture
from terms.social_cards.addresses import term_words, version_of
from terms.social_cards.social_card import draw_picture
from tests.world import make_glossary, make_level_descriptions, make_term

pytestmark = pytest.mark.django_db
URL = "/terms/mlops/picture.png"


@pytest.fixture
def term() -> Term:
    make_glossary(title="Words & more")
    term = make_term()
    make_level_descriptions(term)
    return term


def store(term: Term, png: bytes) -> TermPicture:
    digest = term_words(term, Glossary.objects.get()).digest
    return TermPicture.objects.create(term=term, digest=digest, png=png)


def test_a_term_without_a_stored_picture_has_one_drawn_and_nothing_is_written(
    client: Client, term: Term
) -> None:
    response = client.get(URL)
    assert response["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
    assert response.content == draw_picture(term_words(term, Glossary.objects.get()))
    assert not TermPicture.objects.exists()
    assert not response.cookies


def test_a_stored_picture_is_served_and_nothing_is_drawn(
    client: Client, term: Term, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(views, "draw_picture")
    store(term, b"the stored one")
    assert client.get(URL).content == b"the stored one"


@pytest.mark.parametrize(
    "change",
    [
        lambda: Term.objects.update(title="Another"),
        lambda: Category.objects.update(title="Another"),
        lambda: Glossary.objects.update(title="Another"),
    ],
)
def test_a_picture_of_words_that_have_changed_is_not_served(
    client: Client, term: Term, change: object
) -> None:
    store(term, b"the stored one")
    before = client.get(URL)
    change()  # type: ignore[operator]
    after = client.get(URL, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert after.content.startswith(b"\x89PNG")
    assert after["ETag"] != before["ETag"]


def test_under_its_version_a_picture_is_kept_for_good(client: Client, term: Term) -> None:
    version = version_of(term_words(term, Glossary.objects.get()))
    kept = client.get(f"{URL}?v={version}")
    assert kept["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(f"{URL}?v=00000000")["Cache-Control"] == "public, no-cache"
    assert client.get(URL)["Cache-Control"] == "public, no-cache"


def test_whoever_has_the_picture_gets_304_without_its_bytes(
    client: Client, term: Term, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    store(term, b"the stored one")
    etag = client.get(URL)["ETag"]
    with django_assert_num_queries(3):
        response = client.get(URL, headers={"If-None-Match": etag})
    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == etag
    assert "Cache-Control" in response


def test_a_term_that_readers_cannot_see_has_no_picture(client: Client, term: Term) -> None:
    assert client.get("/terms/nothing/picture.png").status_code == 404
    Term.objects.update(status=Term.Status.DRAFT)
    assert client.get(URL).status_code == 404
    assert client.post(URL).status_code == 405
    assert client.head("/picture.png").status_code == 200


def test_a_title_that_cannot_be_written_has_the_site_s_picture(client: Client, term: Term) -> None:
    Term.objects.update(title="机器学习")
    assert client.get(URL).status_code == 404
    html = client.get("/terms/mlops/").text
    assert 'property="og:image" content="http://testserver/picture.png?v=' in html


def test_the_site_has_a_picture_even_before_content_is_loaded(client: Client) -> None:
    empty = client.get("/picture.png")
    assert Image.open(io.BytesIO(empty.content)).size == (1200, 630)
    make_glossary()
    assert client.get("/picture.png").content != empty.content


def test_the_page_names_its_picture_and_the_levels_are_on_it(client: Client, term: Term) -> None:
    words = term_words(term, Glossary.objects.get())
    assert words.levels[0] == "Experimental"
    assert len(words.levels) == 7
    url = f"http://testserver{URL}?v={version_of(words)}"
    assert f'property="og:image" content="{url}"' in client.get("/terms/mlops/").text
