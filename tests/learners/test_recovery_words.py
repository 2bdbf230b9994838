"""Twelve words for 128 bits: the published examples, and what people do to words on paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learners.devices.recovery_words import RecoveryWordsError, Slip, entropy_of, words_of

ENTROPY = st.binary(min_size=16, max_size=16)
WORDS = "legal winner thank year wave sausage worth useful legal winner thank yellow"


def slip_of(text: str) -> RecoveryWordsError:
    with pytest.raises(RecoveryWordsError) as refused:
        entropy_of(text)
    return refused.value


@pytest.mark.parametrize(
    ("entropy", "words"),
    [("00" * 16, " ".join(["abandon"] * 11 + ["about"])), ("7f" * 16, WORDS)],
)
def test_the_vectors_of_the_standard(entropy: str, words: str) -> None:
    """From https://github.com/trezor/python-mnemonic/blob/master/vectors.json"""
    assert " ".join(words_of(bytes.fromhex(entropy))) == words
    assert entropy_of(words).hex() == entropy


@given(ENTROPY)
def test_there_and_back(entropy: bytes) -> None:
    words = words_of(entropy)
    assert entropy_of(" ".join(words)) == entropy
    assert entropy_of("-".join(word[:4] for word in words)) == entropy


@pytest.mark.parametrize(
    "written",
    [
        WORDS.upper(),
        WORDS.replace(" ", "\r\n"),
        WORDS.replace(" ", " - "),
        " ".join(f"{place}. {word}," for place, word in enumerate(WORDS.split(), start=1)),
        " ".join(word[:4] for word in WORDS.split()),
        WORDS.replace("w", "\uff57"),
    ],
)
def test_how_they_are_written_does_not_matter(written: str) -> None:
    assert entropy_of(written).hex() == "7f" * 16


def test_what_is_wrong_is_told() -> None:
    assert slip_of("").count == 0
    assert slip_of(WORDS.removesuffix(" yellow")).slip is Slip.COUNT
    typo = slip_of(WORDS.replace("sausage", "sausige"))
    assert (typo.slip, typo.word, typo.meant) == (Slip.WORD, "sausige", "sausage")
    strange = slip_of(WORDS.replace("sausage", "größe"))
    assert (strange.word, strange.meant) == ("größe", "")
    assert slip_of(WORDS.replace("yellow", "year")).slip is Slip.CHECKSUM
    assert slip_of(f"{WORDS} {WORDS}").count == 24
