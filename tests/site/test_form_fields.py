"""Text as forms receive it."""

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from glossary_site.web.forms.fields import EmailField, TextField, posted_text


@pytest.mark.parametrize(
    ("sent", "received"),
    [
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree"),
        ("\u200b\ufeff  Ada \u00a0\u2060", "Ada"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👧", "👩\u200d👧"),
    ],
)
def test_a_text_is_what_a_person_sees(sent: str, received: str) -> None:
    assert TextField().clean(sent) == received


def test_a_line_break_counts_once() -> None:
    lines = "\r\n".join(["x" * 199] * 20)
    assert len(TextField(max_length=4000).clean(f"{lines}x")) == 4000
    with pytest.raises(ValidationError, match="4001"):
        TextField(max_length=4000).clean(f"{lines}xx")


@pytest.mark.parametrize("sent", ["", " \r\n", "\u200b", "\u3164 \u2060"])
def test_what_nobody_sees_is_nothing(sent: str) -> None:
    with pytest.raises(ValidationError, match="required"):
        TextField().clean(sent)
    assert TextField(required=False).clean(sent) == ""


@pytest.mark.parametrize("sent", ["ada@example.org\u200b", "\ufeffada@exam\u00adple.org "])
def test_an_address_holds_nothing_that_nobody_sees(sent: str) -> None:
    assert EmailField().clean(sent) == "ada@example.org"


def test_a_posted_text_is_cut_after_its_limit() -> None:
    data = QueryDict(mutable=True)
    data["reason"] = "a\r\nb\r\n\u200b"
    assert posted_text(data, "reason", 3) == "a\nb"
    assert posted_text(data, "answer", 3) == ""
