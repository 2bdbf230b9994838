"""What a word that is still being typed may become."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terms.search.stems import MIN_CHARACTERS, MOST_READINGS, readings, stem_of
from terms.search.words import query_words

WORDS = (
    *("monitoring", "observability", "hallucination", "predictions", "governance", "tuning"),
    *("deployment", "optimization", "automation", "reproducibility", "orchestrators"),
    *("dependencies", "versioned", "reliable", "experimental", "autonomous", "scaling"),
)


@pytest.mark.parametrize("language", ["porter", "english"])
@pytest.mark.parametrize("word", WORDS)
def test_every_beginning_past_the_stem_leads_to_it(word: str, language: str) -> None:
    stem = stem_of(word, language)
    for length in range(max(MIN_CHARACTERS, len(stem) + 1), len(word)):
        read = [reading[-1] for reading in readings([word[:length]], language)]
        as_start = stem_of(word[:length], language)
        stems = {stem_of(one, language) for one in read}
        assert stem.startswith(as_start) or stem in stems, (word[:length], read)


def test_only_the_last_word_is_unfinished() -> None:
    assert [*readings(["trainin", "monitorin"], "porter")][1] == ("trainin", "monitoring")


@given(st.text(max_size=60), st.sampled_from(["porter", "english"]))
def test_readings_are_few_and_begin_as_the_words(query: str, language: str) -> None:
    words = query_words(query)
    read = list(readings(words, language))
    assert read[0] == words
    assert (
        len({stem_of(one[-1], language) for one in read if one}) == len(read) <= MOST_READINGS
        or not words
    )
    for one in read[1:]:
        assert one[:-1] == words[:-1]
        assert one[-1].startswith(words[-1])
