"""Search on the site's database: the same tests hold on SQLite and PostgreSQL."""

import os

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from terms.changes import terms_changed
from terms.models import Mistake, Term
from terms.search.backend import search_backend
from terms.search.finding import Filters, Results, find_terms
from terms.search.words import clean_query
from tests.site.page_cache.caching import FixedVersion
from tests.world import make_category, make_term

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NO_FILTERS = Filters()


def search(query: str, filters: Filters = NO_FILTERS, **window: int) -> Results:
    return find_terms(clean_query(query), filters, **({"limit": 20} | window))


def found(query: str, filters: Filters = NO_FILTERS) -> list[str]:
    return [hit.term.slug for hit in search(query, filters).hits]


def test_the_database_is_the_one_asked_for() -> None:
    postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    assert connection.vendor == ("postgresql" if postgres else "sqlite")


def test_an_exact_name_comes_first() -> None:
    make_term(slug="guide", title="A guide to drift drift drift", abbreviation="", tldr="Drift.")
    make_term(slug="drift", title="Model decay", abbreviation="", aliases=("drift", "ageing"))
    make_term(slug="mlops", explanation="Watch for drift.")
    assert found("drift") == ["drift", "guide", "mlops"]
    assert found("AGEING") == ["drift"]


def test_an_abbreviation_finds_its_term_before_longer_titles() -> None:
    make_term(slug="llmops", title="MLOps for LLMs", abbreviation="", tldr="MLOps, MLOps.")
    make_term(slug="mlops")
    assert found("mlops") == ["mlops", "llmops"]
    assert search("mlops").hits[0].reason == "in the title"


@pytest.mark.parametrize("query", ["fine tuning", "Fine-Tuning", "FINE_TUNING", "finé–tuning"])
def test_spellings_of_a_name_are_the_same(query: str) -> None:
    make_term(slug="other", title="Fine tuning of fine tuning", abbreviation="")
    make_term(slug="tuning", title="Fine-tuning", abbreviation="")
    assert found(query)[0] == "tuning"


def test_the_plural_of_a_name_is_the_name() -> None:
    make_term(slug="drifts", title="How drifts are met", abbreviation="", tldr="Drifts, drifts.")
    make_term(slug="drift", title="Drift", abbreviation="")
    assert found("drifts") == ["drift", "drifts"]


def test_title_counts_more_than_alias_than_summary_than_text() -> None:
    make_term(slug="text", title="One", abbreviation="", explanation="Of latency.")
    make_term(slug="tldr", title="Two", abbreviation="", tldr="Of latency.")
    make_term(slug="alias", title="Three", abbreviation="", aliases=("latency budget",))
    make_term(slug="title", title="Latency of four", abbreviation="")
    assert found("latency") == ["title", "alias", "tldr", "text"]


def test_a_phrase_ranks_above_its_words_scattered_about() -> None:
    scattered = "A feature of a store is a feature; a store has features of its own."
    make_term(slug="title", title="Stores", abbreviation="", tldr=scattered, explanation=scattered)
    make_term(slug="tldr", title="One", abbreviation="", tldr=scattered)
    phrase = f"{'Of something else. ' * 40}It reads them from the feature store."
    make_term(slug="phrase", title="Two", abbreviation="", explanation=phrase)
    assert found("feature store")[0] == "phrase"
    assert found("feature stor")[0] == "phrase"
    assert found("from the feature store")[0] == "phrase"
    assert sorted(found("feature store")) == ["phrase", "title", "tldr"]


def test_a_name_of_all_the_words_ranks_above_a_phrase_in_passing() -> None:
    make_term(slug="named", title="Detecting drift", abbreviation="")
    make_term(slug="passing", title="Other", abbreviation="", tldr="It has drift detection.")
    assert found("drift detection") == ["named", "passing"]


def test_what_an_exact_name_leads_is_ranked_by_phrases_too() -> None:
    make_term(slug="scattered", title="One", abbreviation="", tldr="Drift of a model: model drift.")
    make_term(slug="words", title="Two", abbreviation="", tldr="Drift, drift; a model, models.")
    make_term(slug="named", title="Model drift", abbreviation="", tldr="It moves.")
    assert found("model drift") == ["named", "scattered", "words"]


@pytest.mark.parametrize(
    ("query", "is_named"),
    [
        *(("feature store", False), ("drifting store", False), ("zebra", False)),
        *(("model drift", True), ("drift", True), ("model drifts", True), ("model dri", True)),
    ],
)
def test_whether_an_entry_has_the_searched_name(query: str, is_named: bool) -> None:
    make_term(slug="drift", title="Model drift", abbreviation="", tldr="A feature store drifts.")
    assert search(query).is_named is is_named


def test_words_are_found_by_their_stem_and_every_word_somewhere() -> None:
    make_term(tldr="Running models well.", where_used="In a bank.")
    assert found("model banks") == ["mlops"]
    assert not search("model banks").any_word


@pytest.mark.parametrize("typed", ["deploy", "deploy it", "deployments", "deploying models"])
def test_forms_of_a_word_find_each_other(typed: str) -> None:
    for slug, form in (("a", "deployed"), ("b", "deployment"), ("c", "to deploy")):
        make_term(slug=slug, title="Ops", abbreviation="", explanation=f"Models {form} it.")
    assert sorted(found(typed)) == ["a", "b", "c"]


def test_a_word_that_is_not_finished_is_found() -> None:
    make_term(slug="drift", title="Model drift", abbreviation="")
    assert found("model dri") == ["drift"]


@pytest.mark.parametrize("typed", ["monitorin", "of trainin", "deploymen", "hallucinatio"])
def test_a_word_past_its_stem_is_found_before_it_is_finished(typed: str) -> None:
    text = "Monitoring and training before deployment; hallucinations."
    make_term(slug="ops", title="Ops", abbreviation="", explanation=text)
    results = search(typed)
    assert [hit.term.slug for hit in results.hits] == ["ops"]
    assert not results.is_missed
    marked = [piece.text for piece in results.hits[0].text if piece.marked]
    assert any(word.lower().startswith(typed.split()[-1]) for word in marked)


def test_what_begins_with_the_typed_word_is_all_that_is_found() -> None:
    make_term(slug="a", title="The Monitorino", abbreviation="")
    make_term(slug="b", title="Monitors", abbreviation="")
    assert found("monitorin") == ["a"]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("analogy", "Analogue"),  # both 'analog' for FTS5, which takes more away than our stemmer
        ("art", "Article"),
        ("model drift", "Driftwood of models"),
        ("naive", "Naïvely"),
        ("node.j", "Node.js"),
    ],
)
def test_a_whole_word_is_found_as_the_start_of_another_too(typed: str, title: str) -> None:
    make_term(slug="other", title=title, abbreviation="")
    assert found(typed) == ["other"]


@pytest.mark.parametrize("name", ["Off", "Over", "Don’t", "It", "To be", "The who", "Not"])
def test_a_term_that_is_called_a_stop_word_comes_first(name: str) -> None:
    make_term(slug="guide", title="A guide", abbreviation="", tldr=f"{name}, {name} and {name}.")
    make_term(slug="named", title=name, abbreviation="")
    for typed in (name, name.lower().replace("’", "'"), f" {name.upper()} "):
        assert found(typed)[0] == "named"


@pytest.mark.parametrize("typed", ["off", "over", "don't", "it", "to be", "been off"])
def test_a_query_of_stop_words_alone_finds_them_in_texts(typed: str) -> None:
    text = "It has been off, over there; don’t let it go on to be lost."
    make_term(slug="text", title="Guide", abbreviation="", explanation=text)
    assert found(typed) == ["text"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("masse", "Die Maße der Kiste."),
        ("Maße", "Die MASSE der Kiste."),
        ("lodz", "Made in Łódź."),
        ("Łódź plan", "A plan for Lodz."),
        ("duong pho", "Đường phố Hà Nội."),
        ("drift watch", "Watch for drift¹ always."),
        ("model drift", "A mo\u00addel\u3000dri\u200bft."),
        ("mo\u00addel dri\u200bft", "A model drift."),
        ("cafe\u0301 bar", "A bar, a café."),
        ("goodhart's law", "The law of Goodhart\u02bcs."),
        ("ｍｏｄｅｌ ①", "Model 1 of 2."),
        ("хёгстром план", "План: Хегстром."),
        ("Ærø ferry", "The ferry to Aero."),
        ("शब्द", "हिन्दी शब्द यहाँ"),
    ],
)
def test_a_text_is_found_in_whatever_signs_it_is_written(typed: str, text: str) -> None:
    make_term(slug="text", title="Guide", abbreviation="", explanation=text)
    make_term(slug="other", title="Other", abbreviation="", explanation="Nothing of that kind.")
    results = search(typed)
    assert [hit.term.slug for hit in results.hits] == ["text"]
    assert not results.is_missed
    assert any(piece.marked for piece in results.hits[0].text)


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("注文", "新しい注文が届く。", "注文"),
        ("模型漂移", "所谓模型漂移是指性能下降。", "模型漂移"),
        ("漂移", "所谓模型漂移是指性能下降。", "漂移"),
        ("ต้นทุน", "เราลดต้นทุนต่อคำขอ", "ต้นทุน"),
        ("드리프트", "데이터드리프트가 발생", "드리프트"),
        ("ﾄﾞﾘﾌﾄ", "データドリフトが", "ドリフト"),
        ("AI注文", "注文をAIで受ける。", "注文"),
    ],
)
def test_a_word_is_found_where_none_are_parted_by_spaces(
    typed: str, text: str, marked: str
) -> None:
    make_term(slug="text", title="Guide", abbreviation="", explanation=text)
    make_term(slug="other", title="Other", abbreviation="", explanation="文注 移漂 型模")
    results = search(typed)
    assert [hit.term.slug for hit in results.hits] == ["text"]
    assert not results.is_missed
    assert marked in [piece.text for piece in results.hits[0].text if piece.marked]


def test_a_sentence_without_spaces_finds_what_shares_words_with_it() -> None:
    make_term(slug="drift", title="模型漂移", abbreviation="")
    results = search("什么是模型漂移的原因")
    assert results.any_word
    assert [hit.term.slug for hit in results.hits] == ["drift"]


def test_a_name_without_spaces_is_found_by_a_part_of_it() -> None:
    make_term(slug="order", title="新規注文", abbreviation="")
    make_term(slug="other", title="文書", abbreviation="", tldr="注文。")
    assert found("注文") == ["order", "other"]
    assert found("新規注文") == ["order"]


@pytest.mark.parametrize("typed", ["C++", "c#", ".NET", ".net", "GPT‑4", "k8s", "A/B", "3d", "5G"])
def test_a_name_with_a_digit_or_a_sign_comes_first(typed: str) -> None:
    for slug, title in enumerate(("C++", "C#", ".NET", "GPT-4", "K8s", "A/B", "3D", "5G", "C")):
        make_term(slug=f"t{slug}", title=title, abbreviation="", tldr="A, b, c, net, gpt 4.")
    title = search(typed).hits[0].term.title
    assert title.casefold() == typed.casefold().replace("\u2011", "-")


def test_drafts_are_not_found() -> None:
    term = make_term(status=Term.Status.DRAFT)
    assert found("mlops") == []
    Term.objects.filter(pk=term.pk).update(status=Term.Status.PUBLISHED)
    terms_changed([term.pk])
    assert found("mlops") == ["mlops"]
    Term.objects.filter(pk=term.pk).update(status=Term.Status.DRAFT)
    assert found("mlops") == []


def test_each_hit_says_why() -> None:
    term = make_term(slug="llmops", title="LLMOps", abbreviation="", aliases=("ops of LLMs",))
    Mistake.objects.create(
        term=term, mistake="Ignoring <b>latency</b>.", consequence="Pain.", fix="Measure."
    )
    terms_changed([term.pk])
    by_alias, by_section = search("ops of LLMs").hits[0], search("ignore latency").hits[0]
    assert "".join(piece.text for piece in by_alias.name) == "ops of LLMs"
    assert by_section.section
    assert by_section.section.key == "mistakes"
    assert [piece.text for piece in by_section.text if piece.marked] == ["Ignoring", "latency"]
    assert search("running").hits[0].text[0].marked
    assert search("llmops").hits[0].reason == "in the title"


def test_a_misspelt_name_shows_what_was_meant_and_says_so() -> None:
    make_term(slug="drift", title="Model drift", abbreviation="", tldr="It moves.")
    make_term(slug="other", title="Other", abbreviation="", tldr="See model drift.")
    results = search("modle drifft")
    assert results.corrected == "Model drift"
    assert [name.label for name in results.close] == ["Model drift"]
    assert [hit.term.slug for hit in results.hits] == ["drift", "other"]
    assert results.hits[0].reason.endswith("typed: Model drift")
    assert results.is_missed


def test_a_near_name_leads_where_only_texts_hold_the_words() -> None:
    make_term(slug="prompt", title="Prompt", abbreviation="", tldr="It moves.")
    make_term(slug="text", title="Other", abbreviation="", explanation="Be prompts.")
    make_term(slug="promot", title="Rest", abbreviation="", explanation="A promt was here.")
    results = search("promt")
    assert [hit.term.slug for hit in results.hits] == ["prompt", "promot"]
    assert results.hits[0].reason.endswith("typed: Prompt")
    assert not results.is_missed


def test_a_slip_far_from_the_start_of_a_long_name_is_found() -> None:
    name = "Observability of feature pipelines at the edge"
    typed = "observability of feature pipelines at the egde"
    make_term(slug="long", title=name, abbreviation="", tldr="It moves.")
    make_term(slug="text", title="Other", abbreviation="", explanation=f"Here: {typed}.")
    results = search(typed)
    assert [hit.term.slug for hit in results.hits] == ["long", "text"]
    assert [close.label for close in results.close] == [name]


def test_single_words_are_corrected_where_no_name_is_near() -> None:
    make_term(slug="drift", title="Model drift", abbreviation="", explanation="Found in banks.")
    results = search("drfit banks")
    assert results.corrected == "drift banks"
    assert [hit.term.slug for hit in results.hits] == ["drift"]


def test_some_words_are_better_than_nothing() -> None:
    make_term(slug="drift", title="Model drift", abbreviation="")
    results = search("drift xylophone")
    assert results.any_word
    assert [hit.term.slug for hit in results.hits] == ["drift"]


def test_names_that_are_somewhat_alike_are_offered_where_nothing_is_found() -> None:
    make_term(slug="drift", title="Model drift", abbreviation="")
    results = search("mobile rift")
    assert results.hits == []
    assert [name.label for name in results.alike] == ["Model drift"]


def test_filters_narrow_exact_names_texts_and_near_names() -> None:
    care = make_category(slug="care", title="Care")
    make_term(slug="drift", title="Drift", abbreviation="")
    make_term(slug="care", title="About drift", abbreviation="", category=care)
    within = Filters(category_id=care.pk)
    assert found("drift", within) == ["care"]
    assert found("drift", Filters(letter="d")) == ["drift"]
    assert found("drigt", within) == ["care"]
    assert found("drift", Filters(category_id=care.pk, letter="d")) == []


def test_only_names_are_found_by_name() -> None:
    named = make_term(slug="a", title="Model drift", abbreviation="")
    make_term(slug="b", title="Other", abbreviation="", tldr="Model drift everywhere.")
    backend = search_backend()
    assert backend.find(["model", "dri"], in_names=True) == [named.pk]
    assert backend.find(["everywhere"], in_names=True) == []
    assert len(backend.find(["model", "dri"])) == 2


def test_pages_neither_skip_nor_repeat() -> None:
    for number in range(25):
        make_term(slug=f"t{number}", title=f"Cost {number}", abbreviation="", tldr="Cost.")
    make_term(slug="cost", title="Cost", abbreviation="")
    slugs = []
    for offset in range(0, 30, 10):
        results = search("cost", limit=10, offset=offset)
        assert results.total == 26
        slugs += [hit.term.slug for hit in results.hits]
    assert slugs[0] == "cost"
    assert len(slugs) == len(set(slugs)) == 26


LEGAL = ["", " ", "%", "_", "'", '"', "*", "'; DROP TABLE terms_term; --", 'title:"x" OR NEAR(a b)',
         "a AND", "NOT", "(", "a | b & !c <-> d:*", "\\", "\0", "a" * 10_000, "مرحبا بالعالم",
         "שלום", "🤖", "👩‍👩‍👧", "हिन्दी शब्द", "\ud800", "\u202eabc", "{title}: x", "C++", "-1",
         "x:y/z", "$$", "e" + "\u0301" * 300]  # fmt: skip


@pytest.mark.parametrize("query", LEGAL)
def test_no_sign_means_anything(query: str) -> None:
    make_term()
    assert found(query) in ([], ["mlops"])
    assert found(f"mlops {query}") == ["mlops"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(), max_size=60))
def test_any_string_is_a_legal_query(query: str) -> None:
    if not Term.objects.exists():
        make_term()
    assert search(query).total <= 1


@pytest.mark.parametrize("number", [3, 30])
def test_the_number_of_queries_is_constant(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for index in range(number):
        make_term(slug=f"t{index}", title=f"Drift {index}", abbreviation="")
    with django_assert_num_queries(7):  # with what replaces what
        assert search("drift").hits


def test_what_a_query_finds_is_looked_up_once_until_the_content_changes(
    known: FixedVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_term(slug="drift", title="Drift", abbreviation="")
    assert found("drift") == ["drift"]
    with django_assert_num_queries(2):  # the names and the texts that are shown
        assert found("drift") == ["drift"]
    make_term(slug="other", title="About drift", abbreviation="")
    assert found("drift", Filters(letter="a")) == ["other"]
    assert found("drift") == ["drift"]
    known.go_on()
    assert found("drift") == ["drift", "other"]
