"""Links stored in the prose, and kept in step with what is published."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from maturity.models import LevelDescription
from terms.autolink.relinking import find_mentions, relink, relink_all
from terms.fields.prose import ProseField
from terms.models import (
    Alias,
    Faq,
    KnownLabel,
    Linking,
    Mention,
    RelatedTerm,
    Step,
    Term,
    WorkedStep,
)
from terms.sections.page_prose import count_all_words
from terms.sections.registry import parts
from tests.world import make_level_descriptions, make_term

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
AUTO = 'class="auto-link"'


def make_drift(**changes: Any) -> Term:
    fields = {"slug": "model-drift", "title": "Model drift", "abbreviation": ""}
    return make_term(**fields | changes)


def make_pair() -> tuple[Term, Term]:
    """Two terms that mention each other."""
    mlops = make_term(
        explanation="Drift comes. Model drift comes again.", where_used="Model drift."
    )
    return mlops, make_drift(aliases=("drift",), explanation="What MLOps is for, and drift.")


def prose(term: Term, field: str = "explanation_html") -> str:
    return str(Term.objects.values_list(field, flat=True).get(pk=term.pk))


def test_each_section_links_a_term_once_and_never_to_its_own_page() -> None:
    mlops, drift = make_pair()
    assert relink([mlops.pk, drift.pk]) == 2
    link = f'<a {AUTO} href="/terms/model-drift/">'
    assert prose(mlops) == f"<p>{link}Drift</a> comes. Model drift comes again.</p>"
    assert prose(mlops, "where_used_html") == f"<p>{link}Model drift</a>.</p>"
    assert (
        prose(drift) == f'<p>What <a {AUTO} href="/terms/mlops/">MLOps</a> is for, and drift.</p>'
    )
    assert list(Mention.objects.values_list("term__slug", "target__slug", "sections")) == [
        ("mlops", "model-drift", 2),
        ("model-drift", "mlops", 1),
    ]


def test_the_rows_of_a_section_share_its_first_mention() -> None:
    mlops, _ = make_pair()
    for position in (1, 0):
        Step.objects.create(term=mlops, position=position, name="See it", text="Find drift.")
    relink_all()
    assert [AUTO in step.text_html for step in Step.objects.order_by("position")] == [True, False]


def test_a_heading_that_links_to_a_term_is_its_mention() -> None:
    mlops, drift = make_pair()
    related = RelatedTerm.objects.create(term=mlops, target=drift, why="Drift is watched.")
    relink_all()
    related.refresh_from_db()
    assert related.why_html == "<p>Drift is watched.</p>"


def test_a_link_by_hand_is_the_mention() -> None:
    mlops, drift = make_pair()
    mlops.explanation = "Drift, and [this](term:model-drift)."
    mlops.save()
    relink([mlops.pk, drift.pk])
    assert AUTO not in prose(mlops)
    assert Mention.objects.get(term=mlops).sections == 2


def test_relinking_changes_nothing_and_touches_nobody() -> None:
    make_pair()
    relink_all()
    before = list(Term.objects.values())
    mentions = Mention.objects.count()
    assert relink() == 0
    assert relink_all() == 2
    assert list(Term.objects.values()) == before
    assert Mention.objects.count() == mentions


def test_a_new_label_links_only_where_it_stands() -> None:
    _, drift = make_pair()
    other = make_term(slug="devops", title="DevOps", abbreviation="", explanation="Of model decay.")
    relink_all()
    Alias.objects.create(term=drift, name="model decay", position=1)
    assert relink() == 1
    assert AUTO in prose(other)
    Alias.objects.filter(name="model decay").delete()
    assert relink() == 1
    assert AUTO not in prose(other)


def test_unpublishing_takes_all_links_away_and_publishing_brings_them_back() -> None:
    mlops, drift = make_pair()
    other = make_term(slug="devops", title="DevOps", explanation="See [it](term:model-drift).")
    relink_all()
    before = prose(mlops), prose(other)
    Term.objects.filter(pk=drift.pk).update(status=Term.Status.DRAFT)
    relink()
    assert "/terms/model-drift/" not in prose(mlops)
    assert 'href="/terms/model-drift/"' not in prose(other).replace("data-href", "")
    assert not KnownLabel.objects.filter(slug="model-drift").exists()
    Term.objects.filter(pk=drift.pk).update(status=Term.Status.PUBLISHED)
    relink()
    assert (prose(mlops), prose(other)) == before


def test_a_deleted_term_leaves_no_link() -> None:
    mlops, drift = make_pair()
    relink_all()
    drift.delete()
    relink()
    assert "<a" not in prose(mlops)
    assert not Mention.objects.exists()


def test_a_changed_rule_is_a_changed_label() -> None:
    mlops, drift = make_pair()
    relink_all()
    Alias.objects.update(linking=Linking.NEVER)
    Term.objects.filter(pk=drift.pk).update(linking=Linking.EXACT)
    assert relink() == 2
    assert prose(mlops).index("Drift") < prose(mlops).index("<a")


def test_what_two_terms_claim_is_not_linked_and_is_reported() -> None:
    mlops, _ = make_pair()
    make_drift(slug="data-drift", title="Drift (data)")
    relink_all()
    assert ">Drift</a>" not in prose(mlops)
    found = [found for found in find_mentions() if found.finding.kind == "ambiguous"]
    assert [(one.slug, one.section, one.field, one.finding.slugs) for one in found] == [
        ("mlops", "explanation", "explanation", ("data-drift", "model-drift"))
    ]


def test_every_prose_of_a_term_page_has_its_section() -> None:
    placed = {
        (part.relation, name) for _, part in parts() for name in (*part.titles, *part.own_texts)
    }
    rows = [("", Term)] + [
        (relation.get_accessor_name(), relation.related_model)
        for relation in Term._meta.related_objects
        if relation.field.name == "term"
    ]
    prose_fields = {
        (name, field.name)
        for name, model in rows
        if name != "maturity_models"
        for field in model._meta.get_fields()
        if isinstance(field, ProseField)
    }
    assert prose_fields <= placed


@pytest.fixture
def author() -> Client:
    client = Client(headers={"Origin": "http://testserver"})
    client.force_login(User.objects.create_superuser("author", password="x"))
    return client


def test_deleting_in_the_admin_takes_the_links_away(author: Client) -> None:
    mlops, drift = make_pair()
    relink_all()
    author.post(f"/admin/terms/term/{drift.pk}/delete/", {"post": "yes"})
    assert "<a" not in prose(mlops)


def test_deleting_many_in_the_admin_takes_the_links_away(author: Client) -> None:
    mlops, drift = make_pair()
    relink_all()
    data = {"action": "delete_selected", "_selected_action": drift.pk, "post": "yes"}
    author.post("/admin/terms/term/", data)
    assert "<a" not in prose(mlops)


def test_a_level_saved_in_the_admin_keeps_its_links(author: Client) -> None:
    mlops, _ = make_pair()
    Term.objects.filter(pk=mlops.pk).update(status=Term.Status.DRAFT)  # it lacks other sections
    make_level_descriptions(mlops)
    level = LevelDescription.objects.get(term=mlops, level=3)
    data = {"term": mlops.pk, "level": 3, "text": "Drift is seen."}
    response = author.post(f"/admin/maturity/leveldescription/{level.pk}/change/", data)
    assert response.status_code == 302
    level.refresh_from_db()
    assert AUTO in level.text_html


def test_the_term_page_counts_the_same_words_with_links(author: Client) -> None:
    mlops, _ = make_pair()
    Faq.objects.create(term=mlops, question="Why?", answer="Because of drift, and so on.")
    count_all_words([mlops.pk])
    before = Term.objects.get(pk=mlops.pk).word_count
    relink_all()
    count_all_words([mlops.pk])
    assert Term.objects.get(pk=mlops.pk).word_count == before > 0


def test_the_words_of_a_page_are_those_that_stand_open() -> None:
    mlops, _ = make_pair()
    count_all_words([mlops.pk])
    before = Term.objects.get(pk=mlops.pk).word_count
    Step.objects.create(term=mlops, name="Begin", text="Log requests.", more="One table is enough.")
    WorkedStep.objects.create(term=mlops, label="Saved by it", working="One less one.", result="0")
    Faq.objects.create(term=mlops, question="And then?", answer="Not counted.")
    count_all_words([mlops.pk])
    shown = "Begin Log requests. And then?"
    assert Term.objects.get(pk=mlops.pk).word_count - before == len(shown.split())
