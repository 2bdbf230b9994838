"""Questions with their keys as files and on paper: for teachers, and for no robot and no cache."""

from io import StringIO
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from exchange.questions.formats import FORMATS, write_tsv
from exchange.questions.lettered import letter
from exchange.questions.papers import Paper
from paths.models import Path as TermPath
from paths.models import PathStep
from quizzes.kinds.scoring import credit_order
from terms.models import Term
from tests.world import make_term


@pytest.mark.parametrize("form", FORMATS, ids=lambda one: one.suffix)
def test_each_file_is_kept_from_robots_and_shared_caches(
    client: Client, paper: Paper, form: object
) -> None:
    suffix = getattr(form, "suffix", "")
    response = client.get(f"/quizzes/mlops.{suffix}")
    assert response.status_code == 200
    assert response["Content-Disposition"] == f'attachment; filename="questions.{suffix}"'
    assert response["X-Robots-Tag"] == "noindex"
    assert "public" not in response["Cache-Control"]
    assert client.post(f"/quizzes/mlops.{suffix}").status_code == 405
    assert client.get(f"/quizzes/nothing.{suffix}").status_code == 404


def test_a_term_without_questions_has_no_files(client: Client, db: None) -> None:
    make_term()
    assert client.get("/quizzes/mlops.gift").status_code == 404
    assert client.get("/quizzes/mlops/print/").status_code == 404


def test_the_paper_has_its_key_last_and_names_each_file(client: Client, paper: Paper) -> None:
    response = client.get("/quizzes/mlops/print/")
    page = response.content.decode()
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in page
    questions, _title, key = page.partition('id="key-title"')
    assert "Reason 2 of 1." in key
    assert "Reason 2 of 1." not in questions
    for form in FORMATS:
        assert f'href="/quizzes/mlops.{form.suffix}"' in page


def test_a_quiz_leads_there(client: Client, paper: Paper) -> None:
    assert 'href="/quizzes/mlops/print/" rel="nofollow"' in client.get("/quizzes/mlops/").text


def test_a_path_has_the_questions_of_its_terms(client: Client, paper: Paper) -> None:
    path = TermPath.objects.create(slug="start", title="Start", role="r", summary="s", end="e")
    for position, term in enumerate(Term.objects.all()):
        PathStep.objects.create(path=path, position=position, term=term, reason="r")
    assert "mlops/question-1" in client.get("/paths/start.gift").text
    assert client.get("/paths/start/print/").status_code == 200


def test_steps_on_paper_are_never_in_their_right_order(paper: Paper) -> None:
    steps = letter(next(item for item in paper.items if item.kind == "ordering"))
    places = [ord(name) for name in steps.key.split(", ")]
    assert sorted(places) != places
    assert credit_order(places, places).share == 1


def test_a_table_has_a_question_and_its_key_a_line(paper: Paper) -> None:
    lines = write_tsv(paper).decode().splitlines()
    assert len(lines) == 5
    assert all(line.count("\t") == 1 for line in lines)
    assert lines[0].endswith("\tB")


def test_the_command_writes_what_the_site_serves(
    client: Client, paper: Paper, tmp_path: Path
) -> None:
    said, out = StringIO(), tmp_path / "q.xml"
    call_command("export_questions", str(out), format="moodle", term="mlops", stdout=said)
    assert len(fromstring(out.read_bytes()).findall("question")) == len(paper.items) + 1
    assert "questions: 5 written" in said.getvalue()
    assert "five decimals of a percent" in said.getvalue()
    with pytest.raises(CommandError, match="is there already"):
        call_command("export_questions", str(out), format="moodle")
    with pytest.raises(CommandError, match="nothing"):
        call_command("export_questions", str(tmp_path / "n"), format="gift", term="nothing")
