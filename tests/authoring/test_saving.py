"""What saving costs: an accepted proposal, counted in statements and in files that are read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from authoring.files import reading, yaml_lines
from authoring.models import FileVersion, Proposal
from terms.models import Term
from tests.authoring.test_editing import save, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MOST_FILES_READ = 2


@pytest.fixture
def term(real_content: None) -> Term:
    return Term.objects.get(slug="mlops")


@pytest.fixture
def read_files(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many times YAML was read, counted while it really is."""
    counted: list[int] = []
    real = yaml_lines.read_yaml_text

    def read(text: str, first_line: int = 1) -> yaml_lines.YamlRead:
        counted.append(len(text))
        return real(text, first_line)

    monkeypatch.setattr(reading, "read_yaml_text", read)
    return counted


@pytest.mark.parametrize(
    ("explanation", "most"),
    [("{before}\n\nIt is [70%](figure:F21) clear.", 60), ("It mentions others than before.", 70)],
)
def test_an_accepted_proposal_is_few_statements(
    term: Term, read_files: list[int], explanation: str, most: int
) -> None:
    """Where it mentions others than before, the pictures of how terms relate are drawn anew."""
    text = explanation.format(before=term.explanation)
    levels, tiers = term.level_descriptions.count(), term.cost_scenario.tiers.count()
    save(signed_in("Author"), term, explanation=text)
    address = f"/admin/authoring/proposal/{Proposal.objects.get().pk}/decide/"
    reviewer = signed_in("Publisher")
    read_files.clear()
    with CaptureQueriesContext(connection) as asked:
        reviewer.post(address, {"decision": "accept"})
    assert len(asked) <= most, "\n".join(query["sql"][:90] for query in asked)
    assert len(read_files) <= MOST_FILES_READ
    term = Term.objects.get(pk=term.pk)
    assert term.explanation == text
    assert (term.level_descriptions.count(), term.cost_scenario.tiers.count()) == (levels, tiers)


def test_a_figure_that_others_name_is_missed(term: Term) -> None:
    """`cost.yaml` is read again where a figure goes, since its tiers may cite it."""
    publisher = signed_in("Publisher")
    place = list(term.figures.values_list("key", flat=True)).index("F20-mid")
    answer = save(publisher, term, **{f"figures-{place}-DELETE": "on"})
    assert "does not exist" in answer.text
    assert term.figures.filter(key="F20-mid").exists()


def test_what_was_saved_before_is_saved_as_it_is(term: Term) -> None:
    versions = FileVersion.objects.count()
    save(signed_in("Publisher"), term)
    assert FileVersion.objects.count() == versions
