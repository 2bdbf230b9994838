"""On a German site no page writes a number, an amount or a percentage the English way."""

import re

import pytest

from tests.words.page_text import read_page
from tests.words.walk import walk, write_content_in_greek

pytestmark = [pytest.mark.usefixtures("real_content", "german"), pytest.mark.slow]
_TYPED = re.compile(r"„.*?“|\S+@\S+")
ENGLISH = re.compile(r"[$]\s?\d|\d%|(?<![\d.,-])\d+\.\d{1,2}(?![\d.])|(?<![\d.])\d\.\d{4,}")


def test_no_page_writes_numbers_the_english_way() -> None:
    write_content_in_greek()
    found: dict[str, str] = {}
    for name, html in walk():
        for one in read_page(html):
            if ENGLISH.search(_TYPED.sub("", one.text)):
                found.setdefault(one.text.strip(), name)
    assert [f"{text!r} at {name}" for text, name in found.items()] == []
