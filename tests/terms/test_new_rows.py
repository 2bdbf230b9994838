"""New rows written at once are the rows that saving each of them writes."""

from __future__ import annotations

import pytest

from terms.models import Benchmark, Faq, Figure, Term
from terms.new_rows import insert_and_number, insert_rows
from tests.factories import make_figure, make_term

pytestmark = pytest.mark.django_db
BANDS = {"lagging_high": 30, "typical_low": 50, "typical_high": "70.5", "leading_low": 85}


def stored(row: Benchmark | Faq) -> dict[str, object]:
    """Every column but the number."""
    found = type(row)._default_manager.filter(pk=row.pk).values().get()
    return {name: value for name, value in found.items() if name != "id"}


def test_rows_are_stored_as_if_each_were_saved() -> None:
    term = make_term()
    rows = [Faq(term=term, position=1, question="Why?", answer="*Because*.") for _ in range(2)]
    rows[0].save()
    insert_rows(Faq, rows[1:])
    one, other = Faq.objects.order_by("pk")
    assert stored(one) == stored(other)
    assert other.answer_html == "<p><em>Because</em>.</p>"


def test_numbers_are_exact_and_a_row_may_refer_to_one_that_was_just_numbered() -> None:
    figure = make_figure(make_term())
    new = Figure(term=figure.term, source=figure.source, key="F9", value="9", states="Nine.")
    rows = [
        Benchmark(
            term=figure.term, industry="All", metric="Share", unit="percent", figure=new, **BANDS
        )
        for _ in range(2)
    ]
    insert_and_number(Figure, [new])
    insert_rows(Benchmark, rows[:1])
    insert_and_number(Benchmark, rows[1:])
    one, other = Benchmark.objects.order_by("pk")
    assert stored(one) == stored(other)
    assert one.figure == new


def test_no_rows_are_no_statement() -> None:
    insert_rows(Term, [])
    assert not Term.objects.exists()


def test_a_numbered_row_is_saved_again_as_the_same_row() -> None:
    term = make_term()
    row = Faq(term=term, position=1, question="Why?", answer="So.")
    insert_and_number(Faq, [row])
    row.question = "Why so?"
    row.save()
    assert Faq.objects.get().question == "Why so?"


def test_numbers_go_on_after_rows_that_are_gone_and_none_is_nothing() -> None:
    term = make_term()
    gone = Faq.objects.create(term=term, position=1, question="Gone?", answer="Yes.")
    number = gone.pk
    gone.delete()
    rows = [Faq(term=term, position=at, question=f"{at}?", answer="So.") for at in range(3)]
    insert_and_number(Faq, rows)
    insert_and_number(Faq, [])
    assert {row.pk: row.question for row in rows} == dict(Faq.objects.values_list("pk", "question"))
    assert min(row.pk for row in rows) > number
