"""Addresses in any script: what a slug may be, and that pages, links and files bear it."""

from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from authoring.importing.composing import slug_of
from authoring.load.loading import load_content
from terms.models import Term
from terms.names.slugs import is_slug
from terms.pages.read_counts import count_reads, reads

CLOUD, FIREWALL = "クラウド", "فائر-وال"


@pytest.mark.parametrize(
    "slug", ["model-drift", "2fa", CLOUD, FIREWALL, "ökologie", "größe", "क्लाउड", "ก็"]
)
def test_a_slug_may_be_in_any_script(slug: str) -> None:
    assert is_slug(slug)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-a",
        "a-",
        "a--b",
        "A",
        "a b",
        "a/b",
        "a_b",
        "ｶﾞ",
        "o\u0308kologie",
        "雲\u200b",
        "雲" * 81,
        "a.b",
    ],
)
def test_what_has_two_spellings_or_signs_is_no_slug(text: str) -> None:
    assert not is_slug(text)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Ökologie & Straße", "okologie-and-strasse"),
        ("C++", "c-plus-plus"),
        ("継続的デリバリー（CD）", "継続的デリバリー-cd"),
        ("API ｹﾞｰﾄｳｪｲ", "api-ゲートウェイ"),
        ("فائر وال", FIREWALL),
    ],
)
def test_a_title_becomes_a_slug_that_can_be_read(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@given(st.text())
def test_every_title_has_a_slug_and_it_is_one(title: str) -> None:
    assert is_slug(slug_of(title))


@pytest.fixture
def japanese(tmp_path: Path) -> Path:
    (tmp_path / "site.yaml").write_text(
        "glossary:\n  title: 用語集\n  tagline: 言葉。\n  description: 言葉の本。\n",
        encoding="utf-8",
    )
    (tmp_path / "sources.yaml").write_text("sources: []\n")
    (tmp_path / "categories.yaml").write_text(
        "categories:\n- slug: 基礎\n  title: 基礎\n  description: はじめに。\n", encoding="utf-8"
    )
    for slug, text in (
        (CLOUD, "[ポッド](term:ポッド)が動く場所。"),
        ("ポッド", "クラウドで動く単位。"),
    ):
        folder = tmp_path / "terms" / slug
        folder.mkdir(parents=True)
        (folder / "term.md").write_text(
            f"---\ntitle: {slug}\ncategory: 基礎\nkind: brief\nupdated: 2026-11-29\ntldr: '{text}'\n---\n",
            encoding="utf-8",
        )
    return tmp_path


@pytest.mark.django_db
def test_a_glossary_bears_its_own_letters_in_every_address(japanese: Path, client: Client) -> None:
    load_content(japanese)
    cloud, pod = Term.objects.get(slug=CLOUD), Term.objects.get(slug="ポッド")

    assert cloud.get_absolute_url() == f"/terms/{quote(CLOUD)}/"
    for path in ("", "card/"):
        assert client.get(f"{cloud.get_absolute_url()}{path}").status_code == 200
    assert f'<a class="term-link" href="{pod.get_absolute_url()}"' in cloud.tldr_html
    assert f'<a class="auto-link" href="{cloud.get_absolute_url()}">' in pod.tldr_html
    assert cloud.get_absolute_url() in client.get("/sitemap-terms.xml").text
    assert CLOUD in client.get(f"/terms/?category={quote('基礎')}").text


@pytest.mark.django_db
def test_a_page_is_counted_and_one_spelling_leads_to_it(japanese: Path, client: Client) -> None:
    load_content(japanese)
    decomposed = "ポッド".replace("ポ", "ホ\u309a")

    assert client.get(f"/terms/{quote(decomposed)}/").status_code == 200

    environ = {"PATH_INFO": f"/terms/{CLOUD}/".encode().decode("latin-1"), "REQUEST_METHOD": "GET"}
    reads.flush()
    answer = count_reads(lambda _environ, start: start("200 OK", []) or [])
    answer(environ, lambda *_: None)
    reads.flush()

    assert Term.objects.get(slug=CLOUD).read_counts.get().count == 1
