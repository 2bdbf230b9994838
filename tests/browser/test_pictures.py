"""The pictures of terms as they are drawn: at every width, with the longest words, in either direction."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from django.http import HttpRequest
from playwright.sync_api import Page

from dev.styleguide import views as styleguide
from dev.styleguide.specimens import Section, draw
from terms.fields.ranges import ABBREVIATION_CHARACTERS, LABEL_CHARACTERS, NOTE_CHARACTERS
from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COMPOUND = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
HEBREW = "תפעול מודלים בסביבת ייצור עם ניטור "
TEXTS = {"ltr": COMPOUND * 2, "rtl": HEBREW * 4}
LENGTHS = {
    ".picture__label, .picture__centre, .picture__sides th": ABBREVIATION_CHARACTERS,
    ".picture__note": NOTE_CHARACTERS,
    ".picture__sides td": LABEL_CHARACTERS,
}
SMALLEST_TYPE = 14

FILL = """([direction, text, lengths]) => {
    document.documentElement.dir = direction;
    for (const [selector, most] of Object.entries(lengths)) {
        for (const one of document.querySelectorAll(selector)) one.textContent = text.slice(0, most);
    }
}"""
FAULTS = """(smallest) => [...document.querySelectorAll(".picture")].flatMap((picture) => {
    const found = [];
    const place = picture.closest("[data-specimen]").dataset.specimen;
    const box = (one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        return { one, left, right, top, bottom };
    };
    // A line's box is higher than its letters: what they need downwards, the paragraph around them has.
    const words = (one) => {
        const range = document.createRange();
        range.selectNodeContents(one);
        const { left, right } = range.getBoundingClientRect();
        return { ...box(one), left, right };
    };
    const isInside = (inner, outer) => inner.left > outer.left - 1 && inner.right < outer.right + 1
        && inner.top > outer.top - 1 && inner.bottom < outer.bottom + 1;
    const isOver = (one, other) => one.left < other.right - 0.5 && other.left < one.right - 0.5
        && one.top < other.bottom - 0.5 && other.top < one.bottom - 0.5;
    const seen = (selector) => [...picture.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    const frame = box(picture);
    const cells = seen(".picture__part, .picture__centre, th, td").map(box);
    for (const cell of cells) {
        if (!isInside(cell, frame)) found.push(`${place}: a cell leaves the picture`);
        const texts = cell.one.matches(".picture__part") ? [...cell.one.querySelectorAll("p")] : [cell.one];
        for (const text of texts.map(words)) {
            if (!isInside(text, cell)) found.push(`${place}: ${text.one.className} leaves its cell`);
            if (parseFloat(getComputedStyle(text.one).fontSize) < smallest) found.push(`${place}: small type`);
        }
    }
    const marks = seen(".picture__ring path, .picture__arrow").map(box);
    const all = [...cells, ...marks];
    all.forEach((one, at) => all.slice(at + 1).forEach((other) => {
        if (isOver(one, other)) found.push(`${place}: ${one.one.className} lies over ${other.one.tagName}`);
    }));
    return found;
})"""


def draw_pictures(sections: Iterable[Section], request: HttpRequest) -> Any:
    """To draw and lay out all other components takes seconds, and moves no picture."""
    for section in sections:
        pictures = tuple(one for one in section.specimens if one.template == "terms/_picture.html")
        if pictures:
            return draw([replace(section, specimens=pictures)], request)
    raise AssertionError("the style guide shows no pictures")


@pytest.mark.parametrize("has_scripts", [True, False])
def test_no_words_of_a_picture_leave_it_or_lie_over_others(
    open_page: OpenPage, has_scripts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(styleguide, "draw", draw_pictures)
    page = open_page("/styleguide/", java_script_enabled=has_scripts)
    assert faults_at_every_width(page) == []
    if has_scripts:
        for direction, text in TEXTS.items():
            page.evaluate(FILL, [direction, text, LENGTHS])
            assert faults_at_every_width(page) == []


def faults_at_every_width(page: Page) -> list[str]:
    found: list[str] = []
    for width in (320, 360, 768, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator(".picture").count() > 6
        found += [f"{width}: {fault}" for fault in page.evaluate(FAULTS, SMALLEST_TYPE)]
    return found
