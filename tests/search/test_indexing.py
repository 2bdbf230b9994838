"""The index follows every change of the content, in the same transaction, and nothing else."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from terms.browse.facets import count_facets
from terms.changes import terms_changed
from terms.models import Mistake, SearchDocument, SearchName, Term
from terms.search.backend import search_backend
from terms.search.finding import Filters, find_terms
from terms.search.indexing import index_terms, stale_ids
from terms.search.words import clean_query
from terms.sections.registry import sections
from tests.terms.test_term_detail import make_full_term
from tests.world import make_category, make_term

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def found(query: str) -> list[str]:
    hits = find_terms(clean_query(query), Filters(), limit=20).hits
    return [hit.term.slug for hit in hits]


def test_only_what_changed_is_written_again() -> None:
    term = make_term(aliases=("ops",))
    assert index_terms([term.pk]) == {"unchanged": 1}
    Mistake.objects.create(term=term, mistake="Haste.", consequence="Waste.", fix="Rest.")
    assert index_terms([term.pk])["updated"] == 1
    assert SearchDocument.objects.get().sections["mistakes"] == "Haste. Waste. Rest."
    assert found("haste") == ["mlops"]
    assert index_terms([term.pk])["unchanged"] == 1
    Term.objects.filter(pk=term.pk).update(title="Operations of models")
    assert index_terms([term.pk])["updated"] == 1
    assert search_backend().find(["operations", "models"], in_names=True) == [term.pk]
    assert search_backend().find(["machine"], in_names=True) == []


def test_other_names_are_kept_and_gone_ones_are_deleted() -> None:
    term = make_term(aliases=("ops", "model operations"))
    kept = SearchName.objects.get(label="ops").pk
    term.aliases.filter(name="model operations").delete()
    index_terms([term.pk])
    assert SearchName.objects.get(label="ops").pk == kept
    assert not SearchName.objects.filter(label="model operations").exists()


def test_a_deleted_term_is_gone_from_every_index() -> None:
    term = make_term()
    Term.objects.filter(pk=term.pk).delete()
    make_term(slug="other", title="Other", abbreviation="")
    assert found("mlops") == []
    assert search_backend().find(["mlops"], in_names=True) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM terms_searchname WHERE key LIKE 'mlops%%'")
        assert cursor.fetchone()[0] == 0


def test_the_index_goes_back_with_a_transaction_that_fails() -> None:
    term = make_term()
    savepoint = transaction.savepoint()
    Term.objects.filter(pk=term.pk).update(tldr_html="<p>Something quaint.</p>")
    terms_changed([term.pk])
    assert found("quaint") == ["mlops"]
    transaction.savepoint_rollback(savepoint)
    assert found("quaint") == []


def test_what_was_left_behind_is_found_again() -> None:
    term = make_term()
    SearchDocument.objects.all().delete()
    assert stale_ids() == [term.pk]
    terms_changed([])
    assert found("mlops") == ["mlops"]
    assert stale_ids() == []


def test_reindex_makes_everything_anew() -> None:
    make_term(aliases=("ops",))
    SearchDocument.objects.all().delete()
    SearchName.objects.all().delete()
    out = StringIO()
    call_command("reindex", stdout=out)
    assert out.getvalue() == "terms: 1 created\n"
    assert found("ops") == ["mlops"]
    assert found("mlpos") == ["mlops"]
    assert search_backend().find(["ops"], in_names=True) == [Term.objects.get().pk]
    assert count_facets().total == 1


def test_deleting_in_the_admin_takes_it_from_the_counts(admin_client: Client) -> None:
    first, second = make_term(), make_term(slug="other", title="Other", abbreviation="")
    admin_client.post(f"/admin/terms/term/{first.pk}/delete/", {"post": "yes"})
    assert count_facets().total == 1
    action = {"action": "delete_selected", "_selected_action": str(second.pk), "post": "yes"}
    admin_client.post("/admin/terms/term/", action)
    assert count_facets().total == 0


def test_every_section_heading_stands_on_the_term_page(client: Client) -> None:
    make_full_term()
    html = client.get("/terms/mlops/").text
    searched = {one.key for one in sections() if one.is_searched and one.parts} - {"tldr"}
    shown = [anchor for anchor in searched if f'id="{anchor}"' in html]
    assert "mistakes" in shown
    assert searched - set(shown) <= {"worked-example"}


def test_counts_follow_letters_and_categories() -> None:
    care = make_category(slug="care", title="Care")
    make_term(slug="drift", title="Drift", category=care)
    make_term(slug="data", title="Data")
    make_term(slug="2fa", title="2FA", category=care)
    counts = count_facets(care).letters
    assert counts == {"d": 1, "0-9": 1}
    within = {
        category.slug: category.term_count for category in count_facets(letter="d").categories
    }
    assert within == {"care": 1, "foundations": 1}
    assert count_facets(care, "d").total == 1
