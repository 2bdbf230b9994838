"""New rows written at once are the rows that saving each of them writes."""

from __future__ import annotations

import pytest

from quizzes.models import Option
from terms.models import Benchmark, Faq, Figure, Term
from terms.new_rows import insert_and_number, insert_rows, kind
from tests.world import make_figure, make_term

pytestmark = pytest.mark.django_db
BANDS = {"lagging_high": 30, "typical_low": 50, "typical_high": "70.5", "leading_low": 85}


def stored(row: Benchmark | Faq | Figure) -> dict[str, object]:
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


def test_drafts_are_stored_as_if_each_were_an_object_that_was_saved() -> None:
    saved = make_figure(make_term(), key="F1", states="*One*.")
    values = {"term_id": saved.term_id, "source": saved.source, "value": saved.value}
    figures = [
        kind(Figure)(
            key=f"F{number}", states="*One*.", **values, as_of=saved.as_of, kind=saved.kind
        )
        for number in (8, 9)
    ]
    insert_and_number(Figure, figures)
    drawn = {"term_id": saved.term_id, "industry": "All", "metric": "Share", "unit": "percent"}
    Benchmark.objects.create(figure=saved, **drawn, **BANDS)
    insert_rows(Benchmark, [kind(Benchmark)(figure=one, **drawn, **BANDS) for one in figures])
    assert [figure.pk for figure in figures] == [saved.pk + 1, saved.pk + 2]
    first, *others = Figure.objects.order_by("pk")
    assert [stored(one) | {"key": "F1"} for one in others] == [stored(first)] * 2
    one, *rest = Benchmark.objects.order_by("pk")
    assert [row.figure_id for row in (one, *rest)] == [saved.pk, *(row.pk for row in figures)]
    assert [stored(row) | {"figure_id": saved.pk} for row in rest] == [stored(one)] * 2


def test_a_draft_has_a_default_of_its_own_where_one_is_made_for_each() -> None:
    codes = {kind(Option)().code for _ in range(3)}  # type: ignore[attr-defined]
    assert len(codes) == 3
    assert kind(Option)(code="given").code == "given"  # type: ignore[attr-defined]


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
