"""No word of the interface is fixed in a template or in Python: a translation reaches all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.core import mail
from django.test import Client, override_settings

from advisory.models import CallRequest
from calculator.form.examples import EXAMPLES
from calculator.model.model_search import find_model
from tests.words.page_text import Told, read_page
from tests.words.pseudo import accented, pseudo_language
from tests.words.walk import CONTENT, walk, write_content_in_greek
from tests.world import filled_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NAMES = {"LinkedIn", "X", *(one.source.title for one in EXAMPLES if one.source)}
"""Names of other sites and of sources, which no language translates."""

_ASCII_LETTER = re.compile(r"[A-Za-z]")
_ONE_LETTER = re.compile(r"[A-Z]")
_MODELS = "|".join(re.escape(find_model(one.routes[0].model).title) for one in EXAMPLES)
_QUOTED = re.compile(
    _MODELS + r"|(do|from|letter|page|question|theme|to)=|UTC|example\.org|\d+e\d+"
    r"|“0-9 [a-z ]+…”"
)
"""A bad address is quoted with the parameter's own name, a bad number as it was typed; a
model has its maker's name, and the index the letters of the content."""


def fixed_words(told: list[Told]) -> Iterator[str]:
    """The texts that are neither translated nor content: those that hold an ASCII letter."""
    for one in told:
        is_letter_of_the_index = one.place.startswith("ul>li>") and _ONE_LETTER.fullmatch(one.text)
        if one.text in NAMES or is_letter_of_the_index:
            continue
        if _ASCII_LETTER.search(_QUOTED.sub("", one.text)):
            yield f"{one.place}: {one.text!r}"


def test_every_word_of_every_page_is_translated_and_marked(real_content: None) -> None:
    write_content_in_greek()
    found: dict[str, str] = {}
    with pseudo_language("he"), override_settings(LANGUAGES_BIDI=["he"]):
        for name, html in walk():
            assert '<html lang="he" dir="rtl"' in html, name
            for words in fixed_words(read_page(html)):
                found.setdefault(words, name)
    assert [f"{words} at {name}" for words, name in found.items()] == []


def test_every_mail_is_translated() -> None:
    request = filled_in(name="ψ", email="1@example.org", message=CONTENT)
    with pseudo_language("en"), override_settings(ADVISORY_EMAIL="2@example.org"):
        client = Client()
        client.post("/advisory/", request)
        client.post(CallRequest.objects.get().get_absolute_url())
    assert len(mail.outbox) == 4
    for message in mail.outbox:
        body = re.sub(r"http://\S+|UTC|example.org", "", str(message.body))
        assert not _ASCII_LETTER.search(message.subject + body)
        assert CONTENT in body


def test_the_check_sees_fixed_words_and_keeps_what_no_translation_changes() -> None:
    html = '<main><p title="Tip">Fixed</p><p>Ωμέγα 7%</p><input placeholder="Here"></main>'
    assert list(fixed_words(read_page(html))) == [
        ">main>p[title]: 'Tip'",
        ">main>p: 'Fixed'",
        ">main>input[placeholder]: 'Here'",
    ]
    assert accented("%(n)s of <b>two</b> {most}") == "%(n)s ôƒ <b>ţŵô</b> {most}"
