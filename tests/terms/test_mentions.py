"""Linking against passages whose mentions were marked by hand."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from terms.autolink.hand_links import hand_linked
from terms.autolink.matching import Finding, Kind, Linker
from terms.fields.prose import render_prose
from terms.names.labels import Label, Linking, split_title

PASSAGES = yaml.safe_load((Path(__file__).parent / "mentions.yaml").read_text())
MARK = re.compile(r"\[\[(?P<words>[^\[\]|]+)\|(?P<slug>[a-z0-9-]+)\]\]")
Mention = tuple[str, str]


def labels_of(slug: str, term: dict[str, Any]) -> list[Label]:
    names = split_title(term["title"], term.get("abbreviation", ""))
    title = Linking(term.get("linking", "auto"))
    labels = [Label(name, slug, title) for name in names]
    for alias in term["aliases"]:
        alias = alias if isinstance(alias, dict) else {"name": alias}
        labels.append(Label(alias["name"], slug, Linking(alias.get("linking", "auto"))))
    return labels


@pytest.fixture(scope="module")
def linker() -> Linker:
    terms = PASSAGES["terms"].items()
    labels = [label for slug, term in terms for label in labels_of(slug, term)]
    return Linker(labels, "/terms/{}/".format)


def read_passage(passage: str) -> tuple[str, list[Mention]]:
    """The passage's HTML and the mentions that are marked in it."""
    marked = [(" ".join(mark["words"].split()), mark["slug"]) for mark in MARK.finditer(passage)]
    return render_prose(MARK.sub(r"\g<words>", passage)), marked


def links(findings: list[Finding]) -> list[Mention]:
    return [(found.text, found.slugs[0]) for found in findings if found.kind is Kind.LINK]


def plain(mention: Mention) -> Mention:
    """The mention without entities, with one kind of space."""
    return " ".join(unescape(mention[0]).split()), mention[1]


def test_there_are_enough_mentions() -> None:
    assert len(MARK.findall("\n".join(PASSAGES["passages"]))) >= 200


def test_precision_and_recall(linker: Linker) -> None:
    right = wrong = missed = 0
    faults = []
    for passage in PASSAGES["passages"]:
        html, marked = read_passage(passage)
        wanted = [plain(mention) for mention in marked]
        found = links(linker.link(html, linked=hand_linked(html)).findings)
        hits = [mention for mention in found if mention in wanted]
        right += len(hits)
        wrong += len(found) - len(hits)
        missed += len(wanted) - len(hits)
        if found != wanted:
            faults.append(f"{passage!r}: found {found}")
    precision, recall = right / (right + wrong), right / (right + missed)
    report = f"precision {precision:.2%}, recall {recall:.2%} of {right + missed} mentions"
    assert precision >= 0.99, "\n".join([report, *faults])
    assert recall >= 0.95, "\n".join([report, *faults])
