"""The files of paths: loaded, checked, dumped, renamed."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from paths.models import Enrolment
from paths.models import Path as LearningPath
from terms.models import Term
from tests.authoring.test_dump_content import dump
from tests.authoring.test_load_content import errors, load
from tests.authoring.test_relations import doubts, write  # noqa: F401

pytestmark = pytest.mark.django_db
Write = Callable[..., None]
HEAD = """\
title: Run it
role: Engineers
summary: From here to there.
end: You can do it.
"""
STEP = "  - term: {}\n    reason: It comes here since it is number {} of all.\n"
SLUGS = ("one", "two", "three", "four", "five", "six")


def text_of(slugs: tuple[str, ...] = SLUGS) -> str:
    steps = (STEP.format(slug, place) for place, slug in enumerate(slugs, start=1))
    return f"{HEAD}steps:\n{''.join(steps)}"


@pytest.fixture
def file(content: Path, write: Write) -> Path:  # noqa: F811
    """A path over six brief entries, not loaded yet."""
    write(loads=False, **dict.fromkeys(SLUGS, ""))
    path = content / "paths" / "engineer.yaml"
    path.parent.mkdir()
    path.write_text(text_of())
    return path


def steps() -> list[str]:
    path = LearningPath.objects.get()
    return [step.term.slug for step in path.steps.select_related("term")]


def test_it_is_loaded_and_dumped_byte_for_byte(content: Path, file: Path, tmp_path: Path) -> None:
    assert "paths: 1 created" in load(content)
    assert steps() == list(SLUGS)
    dump(tmp_path / "dumped")
    assert (tmp_path / "dumped" / "paths" / "engineer.yaml").read_text() == text_of()
    assert "paths" not in load(content)


def test_who_follows_it_stays_on_it_whatever_becomes_of_the_file(
    client: Client, content: Path, file: Path
) -> None:
    load(content)
    client.post("/paths/engineer/start/")
    file.write_text(text_of(("two", "one", "three", "four", "five", "first")))
    assert "paths: 1 updated" in load(content)
    assert steps() == ["two", "one", "three", "four", "five", "first"]
    file.unlink()
    assert "paths: 1 withdrawn" in load(content)
    assert client.get("/paths/engineer/").status_code == 404
    file.write_text(text_of())
    load(content)
    assert Enrolment.objects.get().path == LearningPath.objects.current().get()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (text_of(SLUGS[:5]), "a path has 6 to 12 steps, not 5"),
        (text_of((*SLUGS[:5], "none")), "steps.5.term: 'none' does not exist"),
        (text_of((*SLUGS[:5], "old")), "'old' does not exist: it is 'six' now"),
        (text_of((*SLUGS, "one")), "stands more than once"),
        (text_of().replace("role: Engineers\n", ""), "role"),
        (text_of().replace("It comes here since it is number 2 of all.", "TBD"), "fills a place"),
    ],
)
def test_what_cannot_be_loaded(content: Path, file: Path, text: str, message: str) -> None:
    six = content / "terms" / "six" / "term.md"
    six.write_text(six.read_text().replace("kind: brief", "kind: brief\nwas: old"))
    file.write_text(text)
    assert message in errors(content)


def test_what_has_an_address_of_another_page(content: Path, file: Path) -> None:
    file.rename(file.with_name("groups.yaml"))
    assert "'groups' is the address of another page" in errors(content)


def test_what_is_doubtful(content: Path, file: Path, write: Write) -> None:  # noqa: F811
    write(loads=False, one="prerequisites: five\n", five="prerequisites: six\n")
    write(loads=False, four="status: draft\n")
    text = text_of().replace("It comes here since it is number 3 of all.", "Read it.")
    text = text.replace("number 6 of all", "number 5 of all")
    text = text.replace("From here to there.", "Far " * 21)
    file.write_text(text)
    found = doubts(content)
    for words in (
        "path-order: steps.0.term: 'one' needs 'five', 'six', which stands later on the path",
        "path-order: steps.4.term: 'five' needs 'six'",
        "filler: steps.2.reason: 'Read it.' is no reason",
        "filler: steps.5.reason: is the reason of engineer, step 5 too",
        "budget: summary: has 21 words: write at most 20",
        "unseen-step: steps.3.term: 'four' is draft",
        "few-questions: steps: its entries have 0 questions",
    ):
        assert words in found


def test_a_renamed_term_is_followed(content: Path, file: Path) -> None:
    load(content)
    call_command("rename_term", "two", "second-one", folder=content, stdout=StringIO())
    assert "term: second-one" in file.read_text()
    pk = Term.objects.get(slug="two").pk
    load(content)
    assert LearningPath.objects.get().steps.all()[1].term_id == pk


def test_a_renamed_path_keeps_its_address_and_its_people(
    client: Client, content: Path, file: Path
) -> None:
    load(content)
    client.post("/paths/engineer/start/")
    file.rename(file.with_name("engineers.yaml")).write_text(f"was: engineer\n{text_of()}")
    load(content)
    response = client.get("/paths/engineer/")
    assert (response.status_code, response.url) == (301, "/paths/engineers/")
    assert Enrolment.objects.get().path.slug == "engineers"


def test_two_paths_become_one(client: Client, content: Path, file: Path) -> None:
    other = file.with_name("other.yaml")
    other.write_text(text_of(SLUGS[::-1]).replace("number", "step"))
    load(content)
    client.post("/paths/other/start/")
    other.unlink()
    file.write_text(f"was: other\n{text_of()}")
    load(content)
    assert Enrolment.objects.get().path.slug == "engineer"
    assert client.get("/paths/other/").url == "/paths/engineer/"


def test_shipped_paths_leave_no_doubt(real_doubts: str) -> None:
    assert "content/paths/" not in real_doubts


@pytest.fixture
def real_doubts() -> str:
    err = StringIO()
    call_command("check_content", stdout=StringIO(), stderr=err)
    return err.getvalue()
