"""What a post of an answer says, and what it cannot say."""

import uuid

import pytest
from django.http import QueryDict

from quizzes.attempts.answer_parsing import Address, read_address

ATTEMPT = uuid.UUID("6f9619ff-8b86-d011-b42d-00c04fc964ff")


@pytest.mark.parametrize(
    ("posted", "address"),
    [
        (f"question_id=7&attempt={ATTEMPT}", Address(7, ATTEMPT)),
        ("question_id=+7+&attempt=", Address(7, None)),
        (f"question_id={2**63 - 1}", Address(2**63 - 1, None)),
    ],
)
def test_an_address_is_read(posted: str, address: Address) -> None:
    assert read_address(QueryDict(posted)) == address


@pytest.mark.parametrize(
    "posted",
    [
        "",
        "question_id=0",
        "question_id=-7",
        "question_id=7.5",
        "question_id=٧",
        f"question_id={2**63}",
        f"question_id={'9' * 5000}",
        "question_id=7&attempt=none",
        "question_id=7%00",
    ],
)
def test_what_names_no_question_is_no_address(posted: str) -> None:
    assert read_address(QueryDict(posted)) is None
