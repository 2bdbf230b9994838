"""Models by what people write."""

import pytest

from calculator.model.model_search import (
    MAKERS,
    UnknownModelError,
    find_model,
    known_models,
    search_models,
)


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("gpt-4o", "openai/gpt-4o"),
        ("GPT 4o mini", "openai/gpt-4o-mini"),
        ("claude sonnet", "anthropic/claude-sonnet-5-5"),
        ("gemini flash", "google/gemini-3.8-flash"),
        ("haiku", "anthropic/claude-haiku-5-5"),
        ("mistral small", "mistral/mistral-small-2603"),
    ],
)
def test_the_best_known_providers_newest_comes_first(written: str, first: str) -> None:
    found = search_models(written, 8)
    assert found.models[0].name == first
    assert not found.are_close


def test_those_who_resell_come_after_those_who_make() -> None:
    providers = [one.provider_id for one in search_models("llama", 40).models]
    makers = [provider in MAKERS for provider in providers]
    assert makers == sorted(makers, reverse=True)


def test_a_typo_has_near_names_and_nonsense_none() -> None:
    assert search_models("claude sonet", 3).are_close
    assert search_models("zzzzqqqq", 3).models == ()
    assert search_models("\0", 3).models == ()


@pytest.mark.parametrize("written", [" OpenAI/GPT-4o ", "gpt-4o", "GPT 4o", "openai gpt4o"])
def test_a_name_is_its_own_but_for_case_spaces_and_signs(written: str) -> None:
    assert find_model(written).name == "openai/gpt-4o"


def test_a_part_of_a_name_is_no_model() -> None:
    with pytest.raises(UnknownModelError) as caught:
        find_model("claude sonnet")
    assert caught.value.close[0] == "anthropic/claude-sonnet-5-5"


def test_the_known_ones_are_few_enough_for_a_list() -> None:
    assert 50 < len(known_models()) < 400
