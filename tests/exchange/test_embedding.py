"""What other people's pages take: the script with its labels, widgets, oEmbed, the style for Vale."""

import gzip
import re
import zipfile
from base64 import b64encode
from hashlib import sha384
from html import unescape
from io import BytesIO
from typing import Any

import brotli
import pytest
import yaml
from django.contrib.sessions.models import Session
from django.test import Client

from exchange.embedding.script import embed_script
from glossary_site.page_cache.pages import STORED_QUALITY
from quizzes.models import LoggedReview
from terms.models import Term
from tests.quizzes.conftest import make_mixed_quiz
from tests.world import make_glossary, make_quiz, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_glossary() -> None:
    make_glossary(title="Words of ours")
    mlops = make_term(slug="mlops", title="MLOps", aliases=("ML operations",))
    make_quiz(mlops, questions=2)


def test_any_page_may_load_the_script_and_what_it_asks_for(client: Client) -> None:
    for path in ("/embed.js", "/embed/labels.json", "/terms/mlops/card.json"):
        response = client.get(path)
        assert response.status_code == 200
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "max-age=3600" in response["Cache-Control"]
        assert not response.cookies


def test_a_version_is_those_bytes_for_ever(client: Client) -> None:
    html = client.get("/embed/").text
    address = re.search(r"http://testserver(/embed/\w+\.js)", html)
    assert address is not None
    response = client.get(address[1])
    assert "immutable" in response["Cache-Control"]
    digest = b64encode(sha384(response.content).digest()).decode()
    assert f"sha384-{digest}" in unescape(html)
    assert client.get("/embed/000000000000.js").status_code == 404


def test_the_script_is_small_and_needs_no_leave() -> None:
    text = embed_script().text
    sent = text.encode()
    assert len(brotli.compress(sent, quality=STORED_QUALITY["br"])) <= 4_000
    assert len(gzip.compress(sent, STORED_QUALITY["gzip"])) <= 4_000
    for word in (
        "cookie",
        "localStorage",
        "innerHTML",
        "eval(",
        'setAttribute("style',
        "Function(",
    ):
        assert word not in text


def test_labels_tell_of_case_and_number(client: Client) -> None:
    told = client.get("/embed/labels.json").json()
    assert told["entries"] == "/terms/"
    assert told["slugs"] == ["mlops"]
    rows = {row[0]: row[1:] for row in told["labels"]}
    assert rows["mlops"] == ["mlops", 1, 0, "MLOps"]
    assert rows["ml operation"] == ["mlops", 1, 0, "ML"]
    lengths = [len(row[0]) for row in told["labels"]]
    assert lengths == sorted(lengths, reverse=True), "the longest that fits comes first"
    assert told["letters"] == {}


def test_labels_tell_of_letters_and_of_names_that_mean_several(client: Client) -> None:
    make_term(slug="laering", title="Læring", abbreviation="")
    make_term(slug="recall", title="Recall (metric)", abbreviation="")
    make_term(slug="memory", title="Recall (memory)", abbreviation="")
    told = client.get("/embed/labels.json").json()
    assert told["letters"] == {"æ": "ae"}
    rows = {row[0]: row[1:] for row in told["labels"]}
    assert rows["laering"] == ["laering", 0]
    assert rows["recall"] == ["", 0], "it is left as it is"


def test_a_card_is_plain_text(client: Client) -> None:
    told = client.get("/terms/mlops/card.json").json()
    assert told["title"] == "MLOps"
    assert set(told) == {"title", "category", "text"}
    assert "<" not in told["text"]
    assert client.get("/terms/nothing/card.json").status_code == 404


def is_for_frames(response: Any) -> bool:
    return (
        "X-Frame-Options" not in response
        and "frame-ancestors *" in response["Content-Security-Policy"]
    )


def test_an_entry_stands_in_a_frame_and_leads_out_of_it(client: Client) -> None:
    response = client.get("/terms/mlops/embed/")
    assert is_for_frames(response)
    assert not is_for_frames(client.get("/terms/mlops/"))
    for link in re.findall(r"<a [^>]*>", response.text):
        assert 'target="_top"' in link
    missing = client.get("/terms/nothing/embed/")
    assert missing.status_code == 404
    assert is_for_frames(missing)


def test_a_quiz_in_a_frame_answers_and_keeps_nothing(client: Client) -> None:
    page = client.get("/quizzes/mlops/embed/")
    assert is_for_frames(page)
    assert "Question 1 of 2" in page.text
    assert "reasons" not in page.text
    code = re.search(r'name="option" value="([^"]+)"', page.text)
    assert code is not None
    answered = client.post("/quizzes/mlops/embed/?question=1", {"option": code[1]})
    assert answered.status_code == 200
    assert "Question 1 of 2:" in answered.text
    assert 'class="reasons' in answered.text
    assert 'href="/quizzes/mlops/embed/?question=2"' in answered.text
    assert '<a target="_top" href="/quizzes/mlops/embed/' not in answered.text
    last = client.post("/quizzes/mlops/embed/?question=2", {"option": code[1]})
    assert "Read on" in last.text or last.status_code == 422
    for response in (page, answered, last):
        assert not response.cookies
    assert LoggedReview.objects.count() == Session.objects.count() == 0


def test_steps_are_moved_without_a_script(client: Client) -> None:
    Term.objects.get().delete()
    question = make_mixed_quiz().questions.get(kind="ordering")
    page = client.get("/quizzes/mlops/embed/?question=5").text
    codes = re.findall(r'name="option" value="([^"]+)"', page)
    asked = {"question_id": question.pk, "option": codes, "move": f"{codes[1]}-up"}
    moved = client.get("/quizzes/mlops/embed/", asked).text
    assert "Question 5 of 5" in moved
    assert re.findall(r'name="option" value="([^"]+)"', moved)[:2] == codes[1::-1]


def test_what_is_no_answer_is_said(client: Client) -> None:
    response = client.post("/quizzes/mlops/embed/?question=2", {})
    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert client.get("/quizzes/mlops/embed/?question=9").status_code == 404
    assert client.get("/quizzes/nothing/embed/").status_code == 404
    assert client.put("/quizzes/mlops/embed/").status_code == 405


@pytest.mark.parametrize(
    ("page", "widget"),
    [
        ("/terms/mlops/", "/terms/mlops/embed/"),
        ("/quizzes/mlops/", "/quizzes/mlops/embed/"),
        ("/calculator/", "/calculator/embed/"),
    ],
)
def test_pages_lead_to_their_widgets_by_oembed(client: Client, page: str, widget: str) -> None:
    html = client.get(page).text
    link = re.search(r'type="application/json\+oembed" href="([^"]+)"', html)
    assert link is not None
    told = client.get(unescape(link[1])).json()
    assert f'src="http://testserver{widget}' in told["html"]
    assert told["provider_name"] == "Words of ours"
    assert told["title"]


@pytest.mark.parametrize(
    "address", ["/terms/nothing/", "/quizzes/nothing/", "/terms/", "/terms/mlops/embed/", "/me/"]
)
def test_other_pages_have_no_widget(client: Client, address: str) -> None:
    asked = {"url": f"http://testserver{address}"}
    assert client.get("/oembed", asked).status_code == 404


def vale_files(client: Client) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(client.get("/vale.zip").content)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def test_vale_is_told_which_names_are_in_use(client: Client) -> None:
    drift = make_term(slug="drift", title="Model drift (models)", aliases=("A.I. drift",))
    drift.former_names.create(name="Model decay (old)")
    drift.former_names.create(name="ML Operations")
    files = vale_files(client)
    assert set(files) == {
        "vale/README.md",
        "vale/styles/Glossary/Terms.yml",
        "vale/styles/Glossary/Case.yml",
        "vale/styles/config/vocabularies/Glossary/accept.txt",
    }
    terms = yaml.safe_load(files["vale/styles/Glossary/Terms.yml"])
    assert terms["extends"] == "substitution"
    assert terms["ignorecase"] is True
    assert terms["message"].count("%s") == 2
    assert terms["swap"] == {r"Model decay \(old\)": "Model drift"}
    case = yaml.safe_load(files["vale/styles/Glossary/Case.yml"])
    assert case["swap"] == {"mlops": "MLOps", "Mlops": "MLOps", "MLOPS": "MLOps"}
    accepted = files["vale/styles/config/vocabularies/Glossary/accept.txt"].splitlines()
    assert "MLOps" in accepted
    assert "(?i)Model drift" in accepted
    for line in (*accepted, *terms["swap"], *case["swap"]):
        re.compile(line)


def test_the_page_tells_of_all_of_it(client: Client) -> None:
    html = client.get("/embed/").text
    for path in (
        "/embed.js",
        "/terms/mlops/embed/",
        "/quizzes/mlops/embed/",
        "/vale.zip",
        "/oembed",
    ):
        assert f"http://testserver{path}" in html
    assert "/embed/" in client.get("/api/").text
