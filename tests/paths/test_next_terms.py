"""Which entries can be learnt next: pure."""

from hypothesis import given
from hypothesis import strategies as st

from paths.next_terms import MOST, choose_next, needs_with_questions
from quizzes.memory.mastery import TermMastery

KNOWN, BEGUN = TermMastery(0.9, 6, 6, 0), TermMastery(0.3, 2, 6, 0)


def test_a_term_without_questions_stands_for_what_it_needs() -> None:
    direct = {1: [2], 2: [3, 4], 4: [5]}
    assert needs_with_questions(direct, {1, 3, 5}) == {1: {3, 5}, 3: frozenset(), 5: frozenset()}


def test_all_that_is_needed_is_mastered_and_what_was_begun_comes_first() -> None:
    needs = {1: (), 2: (1,), 3: (1, 4), 4: (1,), 5: (2,), 6: (1,)}
    assert choose_next(needs, {}) == []
    assert choose_next(needs, {1: KNOWN}) == [2, 4, 6]
    assert choose_next(needs, {1: KNOWN, 6: BEGUN}) == [6, 2, 4]
    assert choose_next(needs, {1: KNOWN, 4: KNOWN}) == [3, 2, 6]
    assert choose_next(needs, {1: BEGUN}) == []


@given(
    pairs=st.sets(
        st.tuples(st.integers(0, 20), st.integers(0, 20)).filter(lambda it: it[0] > it[1])
    ),
    known=st.sets(st.integers(0, 20)),
)
def test_what_is_offered_is_new_and_within_reach(
    pairs: set[tuple[int, int]], known: set[int]
) -> None:
    direct = {pk: [two for one, two in sorted(pairs) if one == pk] for pk in range(21)}
    needs = needs_with_questions(direct, set(range(21)))
    chosen = choose_next(needs, dict.fromkeys(known, KNOWN))
    assert len(chosen) <= MOST
    for pk in chosen:
        assert pk not in known
        assert set(direct[pk]) <= known
        assert direct[pk]
