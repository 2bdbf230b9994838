"""Results as files: what goes out comes in again, the same, and nothing else does."""

import csv
import io
import json
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st
from pytest_django import Settings

from learners.models import Learner
from maturity.models import Assessment, MaturityModel
from maturity.results.exchange import ResultFileError, read_result, write_json
from maturity.results.result import build_result, find_finished
from tests.maturity.answering import URL, add_dimensions, answers, take
from tests.world import make_maturity_model

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LOAD = f"{URL}load/"


def take_noted(client: Client) -> Assessment:
    """Level 3, one statement that does not apply, and evidence to another."""
    second = answers(2, level_4="some_places", level_7="not_applicable") | {
        "reason-d2-level-7": "Nobody sells it.",
        "note-d2-level-2": "=1+1",
        "link-d2-level-2": "https://wiki.example.org/x",
    }
    return take(client, answers(1, level_6="dont_know"), second)


def saved(client: Client, assessment: Assessment) -> dict[str, Any]:
    response = client.get(f"{assessment.get_absolute_url()}result.json")
    assert response["Content-Disposition"].startswith('attachment; filename="mlops-2')
    data: dict[str, Any] = json.loads(response.text)
    return data


def explained(token: str) -> dict[str, Any]:
    finished = find_finished(token)
    assert finished
    result = vars(build_result(finished)).copy()
    plan = result.pop("plan")
    del result["assessment"]
    rows = [(line.key, line.answer) for line in plan.lines]
    return result | {"plan": rows, "finished_at": finished.finished_at}


def test_a_saved_result_loads_into_the_same_result(client: Client, model: MaturityModel) -> None:
    first = take_noted(client)
    text = json.dumps(saved(client, first))
    other = Client()
    response = other.post(LOAD, {"result": text})
    assert response.status_code == 302
    token = response["Location"].split("/")[-2]
    assert token != first.token
    assert explained(token) == explained(first.token)
    again = saved(other, Assessment.objects.get(token=token))
    assert again == json.loads(text)
    assert Assessment.objects.get(token=token).is_loaded
    assert token in other.get(f"{URL}history/").text


def test_a_result_that_one_has_is_not_doubled(client: Client, model: MaturityModel) -> None:
    first = take_noted(client)
    text = json.dumps(saved(client, first))
    assert client.post(LOAD, {"result": text})["Location"] == first.get_absolute_url()
    other = Client()
    addresses = {other.post(LOAD, {"result": text})["Location"] for _ in range(2)}
    assert len(addresses) == 1
    assert Assessment.objects.count() == 2


def test_evidence_is_in_the_owners_files_alone(client: Client, model: MaturityModel) -> None:
    assessment = take_noted(client)
    own, shared = saved(client, assessment), saved(Client(), assessment)
    key = "dimension-2/d2-level-2"
    assert own["answers"][key]["note"] == "=1+1"
    assert shared["answers"][key]["note"] == shared["answers"][key]["link"] == ""
    address = f"{assessment.get_absolute_url()}result.csv"
    assert client.get(address).content.startswith(b"\xef\xbb\xbf")
    mine = list(csv.reader(io.StringIO(client.get(address).content.decode("utf-8-sig"))))
    theirs = list(csv.reader(io.StringIO(Client().get(address).text)))
    assert mine[0][-2:] == ["note", "link"]
    assert ["'=1+1", "https://wiki.example.org/x"] in [row[-2:] for row in mine]
    assert theirs[0][-1] == "reason"
    assert len(theirs) == 1 + 12
    assert theirs[1][:2] == ["Dimension 1", "2"]


def test_a_revoked_result_is_saved_by_its_owner_alone(client: Client, model: MaturityModel) -> None:
    assessment = take_noted(client)
    assessment.revoke_link()
    for ending in ("json", "csv"):
        address = f"{assessment.get_absolute_url()}result.{ending}"
        assert Client().get(address).status_code == 404
        assert client.get(address).status_code == 200
        assert "public" not in client.get(address)["Cache-Control"]


CHANGES: dict[str, dict[str, Any]] = {
    "another level": {"level": 7},
    "another index": {"index": "3.99"},
    "no number": {"index": "NaN"},
    "another version": {"version": 2},
    "a version beyond all": {"version": 10**40},
    "another assessment": {"assessment": "other"},
    "another format": {"format": "maturity-result/3"},
    "from the future": {"finished_at": "2999-01-01T00:00:00Z"},
    "before time": {"finished_at": "0001-01-01T00:00:00+23:00"},
    "without a zone": {"finished_at": "2026-01-01T00:00:00"},
    "one field more": {"name": "x"},
    "no answers": {"answers": {}},
}
WRONG_LINES: dict[str, dict[str, Any]] = {
    "an unknown value": {"value": "perfect"},
    "no reason": {"value": "not_applicable"},
    "a reason too many": {"value": "everywhere", "reason": "x"},
    "a script for a link": {"value": "everywhere", "link": "javascript:alert(1)"},
    "a null character": {"value": "everywhere", "note": "a\0b"},
    "a novel": {"value": "everywhere", "note": "x" * 1001},
}


REFUSED = {"status": 422, "says why": True, "cookies": False, "rows": (0, 0)}


def sent(text: str) -> dict[str, Any]:
    """What comes of sending `text` as a stranger: `rows` are new learners and assessments."""
    learners, assessments = Learner.objects.count(), Assessment.objects.count()
    response = Client().post(LOAD, {"result": text})
    return {
        "status": response.status_code,
        "says why": 'id="load-problem"' in response.text,
        "cookies": bool(response.cookies),
        "rows": (Learner.objects.count() - learners, Assessment.objects.count() - assessments),
    }


def test_a_file_that_was_changed_loads_nothing(
    client: Client, model: MaturityModel, settings: Settings
) -> None:
    settings.RATE_LIMITS = False
    file = saved(client, take_noted(client))
    for name, changes in CHANGES.items():
        assert sent(json.dumps(file | changes)) == REFUSED, name


@pytest.mark.parametrize("key", ["dimension-1/d1-level-2", "dimension-9/nothing"])
def test_a_wrong_answer_loads_nothing(
    client: Client, model: MaturityModel, settings: Settings, key: str
) -> None:
    settings.RATE_LIMITS = False
    file = saved(client, take_noted(client))
    for name, line in WRONG_LINES.items():
        changed = file | {"answers": file["answers"] | {key: line}}
        assert sent(json.dumps(changed)) == REFUSED, name


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 5000, "é" * 500_001, '"\\ud800"'])
def test_text_that_is_no_file_loads_nothing(model: MaturityModel, text: str) -> None:
    assert sent(text) == REFUSED


def test_an_open_assessment_is_left_alone(client: Client, model: MaturityModel) -> None:
    text = json.dumps(saved(client, take_noted(client)))
    other = Client()
    other.post(f"{URL}?dimension=dimension-1", answers(1))
    started = Assessment.objects.get(finished_at=None)
    assert other.post(LOAD, {"result": text}).status_code == 302
    started.refresh_from_db()
    assert not started.is_finished
    assert started.responses.count() == 6


def test_another_assessments_page_does_not_take_it(client: Client, model: MaturityModel) -> None:
    text = json.dumps(saved(client, take_noted(client)))
    make_maturity_model(model.term, slug="other")
    assert client.post("/maturity/other/load/", {"result": text}).status_code == 422
    assert client.post("/maturity/nothing/load/", {"result": text}).status_code == 404
    assert client.get(LOAD).status_code == 302


@tried(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 3000), more=st.text(max_size=8))
def test_any_damage_is_refused_or_changes_nothing(
    client: Client, model: MaturityModel, cut: int, more: str
) -> None:
    assessment = Assessment.objects.first() or take_noted(client)
    finished = find_finished(assessment.token)
    assert finished
    assert finished.finished_at
    text = write_json(build_result(finished), is_owner=True)
    damaged = text[:cut] + more + text[cut + 1 :]
    stated = None
    with suppress(ResultFileError):
        file = read_result(damaged, "mlops", finished.finished_at).file
        stated = file.level, file.index
    assert stated in {None, (finished.level, finished.index)}


NOTES = {
    "short": "It is so.",
    "Cyrillic": "Метрика " * 100,
    "quotation marks": '"\\\n' * 250,
    "four bytes": "\U0001f600" * 1000,
}


def noted(client: Client, note: str) -> Assessment:
    forms = []
    for number in (1, 2):
        form = answers(number, "some_places")
        keys = [name.removeprefix("answer-") for name in form]
        forms.append(form | {f"note-{key}": note for key in keys})
    return take(client, *forms)


@pytest.mark.parametrize(
    ("note", "encoding"),
    [
        *((name, "utf-8") for name in NOTES),
        *(("four bytes", other) for other in ("utf-8-sig", "utf-16", "utf-32-le")),
    ],
)
def test_an_own_file_loads_as_an_editor_saved_it(
    client: Client, model: MaturityModel, note: str, encoding: str
) -> None:
    own = noted(client, NOTES[note])
    text = client.get(f"{own.get_absolute_url()}result.json").text.replace("\n", "\r\n")
    file = SimpleUploadedFile("result.json", text.encode(encoding))
    response = Client().post(LOAD, {"file": file, "result": ""})
    assert response.status_code == 302
    loaded = Assessment.objects.get(is_loaded=True)
    assert own.responses.first().note == loaded.responses.first().note != ""


@pytest.mark.parametrize("pasted", ["\ufeff{}", "\ufeff  {}\r\n", "{}\n\n"])
def test_own_text_loads_as_it_was_pasted(client: Client, model: MaturityModel, pasted: str) -> None:
    text = client.get(f"{noted(client, 'x').get_absolute_url()}result.json").text
    response = Client().post(LOAD, {"result": pasted.replace("{}", text)})
    assert response.status_code == 302


def test_an_own_result_of_many_statements_loads(
    client: Client, model: MaturityModel, settings: Settings
) -> None:
    settings.RATE_LIMITS = False
    add_dimensions(model, 60)
    forms = [answers(1), answers(2)]
    forms += [
        {f"answer-d{one}-level-2": "everywhere", f"note-d{one}-level-2": "\u0436" * 1000}
        | {f"link-d{one}-level-2": f"https://example.org/{'x' * 470}"}
        for one in range(101, 161)
    ]
    for name, form in zip((1, 2, *range(101, 161)), forms, strict=True):
        response = client.post(f"{URL}?dimension=dimension-{name}", form)
    text = client.get(f"{response['Location']}result.json").text
    assert len(text) > 90_000
    assert Client().post(LOAD, {"result": text}).status_code == 302
    sent_as_a_form = Client().post(
        LOAD, urlencode({"result": text}), content_type="application/x-www-form-urlencoded"
    )
    assert sent_as_a_form.status_code == 302


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\xfa", b"\x89PNG\r\n", b"\xc3", b"\0" * 9])
def test_a_file_that_is_no_result_says_so(model: MaturityModel, data: bytes) -> None:
    response = Client().post(LOAD, {"file": SimpleUploadedFile("x.json", data)})
    assert response.status_code == 422
    assert 'id="load-problem"' in response.text
