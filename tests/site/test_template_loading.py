"""Templates are sent without the indentation that people read them by."""

import re
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template

TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
_TEXT_OVER_LINES = re.compile(r"{% blocktranslate(?![^%]*trimmed)[^%]*%}[^{]*\n")
_KEPT_AS_IT_IS = re.compile(r"<(pre|textarea)\b.*?</\1>", re.DOTALL)


def test_a_template_of_the_sites_own_is_loaded_without_its_indentation() -> None:
    html = get_template("quizzes/_quiz.html").render({"missed": 0})
    assert "There is nothing to practise." in html
    assert re.search(r"\n[ \t]", html) is None


def test_no_template_means_something_by_its_indentation() -> None:
    assert len(TEMPLATES) > 100
    for path in TEMPLATES:
        text = path.read_text()
        assert _TEXT_OVER_LINES.search(text) is None, path
        for match in _KEPT_AS_IT_IS.finditer(text):
            assert re.search(r"\n[ \t]", match[0]) is None, path
