"""Which texts are the same to a reader, and where each character of the normal form stands."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary_site.text.invisible import trimmed, without_invisible
from terms.names.normal_form import normal_form, normal_text

pytestmark = pytest.mark.postgres

ANY_TEXT = st.text(st.characters(), max_size=200)  # lone surrogates and NUL too


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Model\u2003Drift", "model drift"),
        ("model\u3000drift", "model drift"),
        ("  model \t\r\n drift ", "model drift"),
        ("mo\u00addel dr\u200bift\u2060", "model drift"),
        ("\ufeffmodel drift\u200e", "model drift"),
        ("don\u02bct, don\u2019t, don`t", "don't, don't, don't"),
        ("“drift” «drift»", '"drift" "drift"'),
        ("fine\u2011tuning \u2013 fine\u2212tuning", "fine-tuning - fine-tuning"),
        ("Maße MASSE MAẞE", "masse masse masse"),
        ("Łódź, Đường, Ærø, Þór", "lodz, duong, aero, thor"),
        ("cafe\u0301 CAFÉ", "cafe cafe"),
        ("ΆΛΦΑ άλφα", "αλφα αλφα"),
        ("ёж, йод, і\u0308", "еж, йод, ї"),
        ("ﾄﾞﾘﾌﾄ", "ドリフト"),
        ("か\u3099, \u1112\u1161\u11ab", "が, 한"),
        ("ＭＬＯｐｓ ① ﬁ", "mlops 1 fi"),
        ("שָׁלוֹם مُحَمَّد", "שלום محمد"),
        ("हिन्दी", "हिन्दी"),
        ("A\u2044B", "a/b"),
        ("naïve\0x", "naive x"),
        ("İstanbul", "istanbul"),
    ],
)
def test_spellings_of_one_text_have_one_form(written: str, form: str) -> None:
    assert normal_form(written) == form


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("drift¹", "drift"),
        ("drift¹² and model³", "drift and model"),
        ("RAG² AI¹ GPT-4³", "rag ai gpt-4"),
        ("a 5G¹ phone", "a 5g phone"),
        ("Łódz\u0301¹", "lodz"),
        ("driftᵃ Spark™ AI™ Kube®", "drift spark ai kube"),
        ("R² 5m² 10 km² 10² χ² 1ˢᵗ Nº", "r2 5m2 10 km2 102 χ2 1st no"),
        ("CO₂", "co2"),
    ],
)
def test_a_raised_sign_after_a_word_is_no_part_of_it(written: str, form: str) -> None:
    assert normal_form(written) == form


@given(ANY_TEXT)
def test_a_normal_form_is_its_own(text: str) -> None:
    assert normal_form(normal_form(text)) == normal_form(text)


@given(ANY_TEXT)
def test_composed_and_decomposed_are_the_same(text: str) -> None:
    forms = {normal_form(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")}
    assert forms == {normal_form(text)}


@given(ANY_TEXT)
def test_each_character_has_its_place(text: str) -> None:
    normal = normal_text(text)
    assert len(normal.text) == len(normal.cased)
    assert normal.text.strip() == normal_form(text)
    ranges = [normal.source_range(at, at + 1) for at in range(len(normal.text))]
    assert ranges == sorted(ranges)
    for (start, end), one in zip(ranges, normal.text, strict=True):
        assert 0 <= start < end <= len(text)
        assert one in normal_text(text[start:end]).text or one == " "


def test_the_place_of_a_word_leaves_its_footnote_out() -> None:
    text = "The “mo\u00addel  Drift”¹ moves"
    normal = normal_text(text)
    start = normal.text.index("model drift")
    left, right = normal.source_range(start, start + len("model drift"))
    assert text[left:right] == "mo\u00addel  Drift"
    assert normal.cased[start:].startswith("model Drift")


def test_what_nobody_sees_is_left_out() -> None:
    assert without_invisible("a@b.org\u200b") == "a@b.org"
    assert trimmed("\u200b \ufeff می\u200cخواهم \u00a0\u2060") == "می\u200cخواهم"
    assert trimmed("\u3164\u200b") == ""
