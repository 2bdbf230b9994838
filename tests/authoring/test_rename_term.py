"""`manage.py rename_term`, and the slug in the admin: what refers to a term follows it."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from authoring.files.renaming import renamed_files
from authoring.history.saving import current_texts
from authoring.load.renaming import rename_in_the_admin
from terms.models import Term
from tests.authoring.test_editing import save, signed_in

pytestmark = pytest.mark.django_db


def load(content: Path) -> None:
    call_command("load_content", str(content), stdout=StringIO(), stderr=StringIO())


def rename(content: Path, old: str, new: str) -> str:
    out = StringIO()
    call_command("rename_term", old, new, folder=content, stdout=out)
    return out.getvalue()


def test_what_refers_to_a_term_follows_it_and_the_rest_stays() -> None:
    text = """\
---
title: A drift  # drift
broader: [drift, drift-two]
prerequisites: [drift]
related:
  - term: drift
    why: It is no drift.
  - {term: "drift", why: Near.}
---
## Explanation

See [it](term:drift), [this](/terms/drift/#faq) and [that](term:drift-two), or drift.
"""
    expected = """\
---
title: A drift  # drift
broader: [model-drift, drift-two]
prerequisites: [model-drift]
related:
  - term: model-drift
    why: It is no drift.
  - {term: "model-drift", why: Near.}
---
## Explanation

See [it](term:model-drift), [this](/terms/model-drift/#faq) and [that](term:drift-two), or drift.
"""
    assert renamed_files({"terms/a/term.md": text}, "drift", "model-drift") == {
        "terms/a/term.md": expected
    }
    site = {"site.yaml": "glossary:\n  first_term: drift\n  start_with:\n    - drift\n"}
    assert renamed_files(site, "drift", "x")["site.yaml"].count(" x\n") == 2


def test_the_old_address_leads_to_the_new_one_for_ever(client: Client, content: Path) -> None:
    load(content)
    pk = Term.objects.get(slug="first").pk
    rename(content, "first", "primary")
    load(content)
    rename(content, "primary", "foremost")
    load(content)
    assert Term.objects.get(pk=pk).slug == "foremost"
    assert "was:\n  - primary\n  - first\n" in (content / "terms/foremost/term.md").read_text()
    for old in ("first", "primary"):
        response = client.get(f"/terms/{old}/")
        assert (response.status_code, response.headers["Location"]) == (301, "/terms/foremost/")
    assert Term.objects.get(slug="second").related_terms.get().target.slug == "foremost"
    addresses = client.get("/sitemap-terms.xml").text
    assert "/terms/foremost/" in addresses
    assert "/terms/first/" not in addresses


def test_the_admin_renames_a_term_too(client: Client, admin_client: Client, content: Path) -> None:
    load(content)
    term = Term.objects.get(slug="first")
    form = admin_client.get(f"/admin/terms/term/{term.pk}/change/").context["adminform"].form
    assert form["slug"].value() == "first"
    rename_in_the_admin(term, "primary", User.objects.get())
    assert client.get("/terms/first/").headers["Location"] == "/terms/primary/"
    other = Term.objects.get(slug="second")
    assert "term:primary" in other.explanation
    assert "term: primary" in current_texts("second")["term.md"]
    call_command("dump_content", str(content), stdout=StringIO(), stderr=StringIO())
    assert not (content / "terms/first").exists()
    assert "was: first" in (content / "terms/primary/term.md").read_text().replace("\n  - ", " ")
    load(content)
    assert Term.objects.get(slug="primary").pk == term.pk


def test_whoever_publishes_changes_the_slug_in_the_form(client: Client, content: Path) -> None:
    load(content)
    term = Term.objects.get(slug="first")
    publisher = signed_in("Publisher")
    for taken in ("second", "graph", "No slug"):
        save(publisher, term, slug=taken)
    assert Term.objects.get(pk=term.pk).slug == "first"
    save(publisher, term, slug="primary", tldr="It is another.")
    term = Term.objects.get(pk=term.pk)
    assert (term.slug, term.tldr) == ("primary", "It is another.")
    assert "first" in current_texts("primary")["term.md"].partition("aliases")[0]
    assert client.get("/terms/first/").headers["Location"] == "/terms/primary/"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("none", "x", "is no folder of a term"),
        ("first", "second", "is there already"),
        ("first", "No Slug", "is no slug"),
        ("first", "graph", "is no slug"),
    ],
)
def test_what_cannot_be_renamed_is_left(content: Path, old: str, new: str, message: str) -> None:
    before = {path: path.read_text() for path in content.rglob("*.md")}
    with pytest.raises(CommandError, match=message):
        rename(content, old, new)
    assert {path: path.read_text() for path in content.rglob("*.md")} == before
