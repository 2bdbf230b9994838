"""Numbers, money and dates are written in one way: by the filters and functions that know the language."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = [
    path
    for path in sorted(Path(settings.BASE_DIR, "templates").rglob("*"))
    if path.suffix in {".html", ".txt"}
]
APPS = ("terms", "quizzes", "maturity", "calculator", "advisory", "learners")
SOURCES = [path for app in APPS for path in sorted(Path(settings.BASE_DIR, app).rglob("*.py"))]

_OF_ITS_OWN = {
    "a date's own format": re.compile(r"""\|(?:date|time):["'](?!(?:[A-Z_]+_FORMAT|c|D)["'])"""),
    "a number's own format": re.compile(r"\|(?:floatformat|stringformat|intcomma|filesizeformat)"),
    "a sign typed beside a number": re.compile(r"\}\}\s?%(?!\})|[$€]\s?\{\{"),
}
_IN_PYTHON = re.compile(r"\{[^{}:\n]*:(?:,|\.\d+%|%[A-Za-z-])[^{}\n]*\}")
_FOR_NO_READER = {
    "maturity/results/exchange_views.py",
    "quizzes/reminders/calendar.py",
    "terms/fields/ranges.py",
}
"""The name of a file, the id of a day in calendars, and what authors are told by the checks."""


def test_the_templates_are_found() -> None:
    assert len(TEMPLATES) > 100
    assert len(SOURCES) > 150


def test_no_template_formats_a_number_or_date_itself() -> None:
    found = [
        (str(path), name, match[0])
        for path in TEMPLATES
        for name, rule in _OF_ITS_OWN.items()
        if (match := rule.search(path.read_text()))
    ]
    assert found == []


def test_no_code_formats_a_number_or_date_for_readers_itself() -> None:
    found = [
        (name, match)
        for path in SOURCES
        if (name := str(path.relative_to(settings.BASE_DIR))) not in _FOR_NO_READER
        for match in _IN_PYTHON.findall(path.read_text())
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{{ day|date:"j. F" }}', "a date's own format"),
        ("{{ at|time:'H:i' }}", "a date's own format"),
        ("{{ share|floatformat:1 }}", "a number's own format"),
        ("{{ share }} %", "a sign typed beside a number"),
        ("${{ price }}", "a sign typed beside a number"),
    ],
)
def test_the_walk_would_find_it(text: str, name: str) -> None:
    assert _OF_ITS_OWN[name].search(text)
