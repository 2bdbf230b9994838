"""The picture of the whole glossary, and each term among its neighbours."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from terms.autolink.relinking import relink, relink_all
from terms.graph import placing
from terms.graph.reading import Relation, find_neighbours
from terms.models import GraphPlace, RelatedTerm, Term
from tests.html import one_line
from tests.world import make_category, make_term

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def make_terms(number: int) -> list[Term]:
    return [
        make_term(slug=f"term-{n}", title=f"Term {n}", abbreviation="", explanation="Alone.")
        for n in range(number)
    ]


def relations(term: Term) -> dict[str, str]:
    left, right = find_neighbours(term)
    named = {relation.label: relation for relation in Relation}
    return {one.url.split("/")[2]: named[one.caption] for one in (*left, *right)}


def test_neighbours_are_related_terms_and_mentions_either_way() -> None:
    mlops = make_term(explanation="DevOps and testing are named.")
    devops = make_term(slug="devops", title="DevOps", abbreviation="", explanation="Alone.")
    testing = make_term(slug="testing", title="Testing", abbreviation="", explanation="MLOps.")
    drift = make_term(slug="drift", title="Drift", abbreviation="", explanation="After MLOps.")
    rag = make_term(slug="rag", title="RAG", abbreviation="", explanation="Alone.")
    RelatedTerm.objects.create(term=mlops, target=rag, why="It is near.")
    relink_all()
    assert relations(mlops) == {
        "rag": Relation.RELATED,
        "testing": Relation.EACH_OTHER,
        "devops": Relation.NAMED_HERE,
        "drift": Relation.NAMES_IT,
    }
    assert relations(rag) == {"mlops": Relation.RELATED}
    assert relations(devops) == {"mlops": Relation.NAMES_IT}
    assert relations(drift) == {"mlops": Relation.NAMED_HERE}
    assert relations(testing) == {"mlops": Relation.EACH_OTHER}


def test_a_neighbourhood_has_at_most_twelve_terms() -> None:
    centre, *others = make_terms(20)
    for position, other in enumerate(others[:10]):
        RelatedTerm.objects.create(term=centre, target=other, why="Near.", position=position)
    Term.objects.filter(pk=centre.pk).update(
        explanation_html=f"<p>{', '.join(other.title for other in others)}</p>"
    )
    relink_all()
    found = relations(centre)
    assert list(found.values()).count(Relation.RELATED) == 6
    assert list(found.values()).count(Relation.NAMED_HERE) == 6
    assert "term-1" in found


def test_unpublishing_takes_a_term_out_of_the_pictures(client: Client) -> None:
    mlops = make_term(explanation="Of drift.")
    drift = make_term(slug="drift", title="Drift", abbreviation="")
    RelatedTerm.objects.create(term=drift, target=mlops, why="Near.")
    relink_all()
    assert relations(mlops) == {"drift": Relation.RELATED}
    Term.objects.filter(pk=drift.pk).update(status=Term.Status.DRAFT)
    assert "/terms/drift/" not in client.get("/terms/graph/").text
    relink()
    assert relations(mlops) == {}
    assert list(GraphPlace.objects.exclude(term=None).values_list("term__slug", flat=True)) == [
        "mlops"
    ]


def test_a_term_is_shown_among_its_neighbours_and_the_same_as_a_list(client: Client) -> None:
    make_term(explanation="Of drift.")
    drift = make_term(slug="drift", title="Drift (slow)", abbreviation="")
    RelatedTerm.objects.create(term=drift, target=make_term(slug="data", title="Data"), why="Near.")
    relink_all()
    assert 'href="/terms/drift/neighbours/"' in client.get("/terms/drift/").text
    page = client.get("/terms/mlops/neighbours/").text
    picture = page[page.index('data-testid="neighbourhood"') : page.index("</figure>")]
    assert 'href="/terms/drift/" aria-label="Drift, named here"' in picture
    listed = page[page.index("Also near") :]
    assert '<a href="/terms/drift/">Drift (slow)</a>' in listed
    assert "/terms/graph/" in listed
    assert "<h1>MLOps among its neighbours</h1>" in page
    assert client.post("/terms/mlops/neighbours/").status_code == 405


def test_htmx_gets_the_picture_alone_for_the_entry(client: Client) -> None:
    make_term(explanation="Of drift.")
    make_term(slug="drift", title="Drift (slow)", abbreviation="")
    relink_all()
    answer = client.get("/terms/mlops/neighbours/", headers={"HX-Request": "true"})
    assert answer.text.strip().startswith('<div class="push on-screen" id="neighbours">')
    assert 'tabindex="-1" autofocus' in answer.text
    assert "HX-Request" in answer.headers["Vary"]


def test_a_term_without_neighbours_leads_back_to_its_entry(client: Client) -> None:
    make_term()
    relink_all()
    assert client.get("/terms/mlops/neighbours/").headers["Location"] == "/terms/mlops/"
    assert client.get("/terms/nothing/neighbours/").status_code == 404


def test_the_graph_shows_each_term_as_picture_and_list(client: Client) -> None:
    terms = make_terms(3)
    make_term(category=make_category(slug="other", title="Other", position=2))
    RelatedTerm.objects.create(term=terms[0], target=terms[1], why="Near.")
    relink_all()
    page = one_line(client.get("/terms/graph/").text)
    for slug in ("term-0", "term-1", "term-2", "mlops"):
        assert page.count(f'href="/terms/{slug}/"') == 2
    assert page.count('href="/terms/?category=other"') == 2
    assert "All 4 terms of the glossary" in page
    assert page.count('<g class="graph__edge"> <line ') == 1


def test_a_large_glossary_shows_its_most_connected_terms_and_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "MAP_TERMS", 3)
    terms = make_terms(8)
    for other in terms[:7]:
        RelatedTerm.objects.create(term=terms[7], target=other, why="Near.")
    relink_all()
    page = client.get("/terms/graph/").text
    assert "The 3 terms with the most relations, of 8 in the glossary" in page
    assert 'href="/terms/term-7/"' in page
    assert GraphPlace.objects.exclude(term=None).count() == 3


def test_an_empty_glossary_says_so(client: Client) -> None:
    relink_all()
    assert "No terms are published yet." in client.get("/terms/graph/").text


def test_the_layout_is_the_same_every_time() -> None:
    make_terms(9)
    relink_all()
    before = list(GraphPlace.objects.values_list("term__slug", "category__slug", "x", "y"))
    relink_all()
    assert list(GraphPlace.objects.values_list("term__slug", "category__slug", "x", "y")) == before


@pytest.mark.parametrize("number", [2, 30])
def test_the_number_of_queries_is_constant(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    make_terms(number)
    relink_all()
    with django_assert_num_queries(8):  # a query for each kind of edge
        client.get("/terms/graph/")


def test_the_graph_is_only_read(client: Client) -> None:
    assert client.post("/terms/graph/").status_code == 405
    assert "sessionid" not in client.get("/terms/graph/").cookies


def test_the_graph_is_linked_and_listed_for_robots(client: Client) -> None:
    make_term()
    assert "/terms/graph/" in client.get("/terms/").text
    assert "/terms/graph/" in client.get("/sitemap-start.xml").text
