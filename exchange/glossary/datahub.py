"""The glossary as DataHub's business glossary: a node for each category, its entries as terms."""

from typing import Any

import yaml

from exchange.records.record import GlossaryRecord


def write_datahub(glossary: GlossaryRecord, owner: str = "datahub") -> bytes:
    """YAML as DataHub's source `datahub-business-glossary` reads it.

    A term is named by its title, as what people look for there; `owner` owns all of it until
    somebody says otherwise.
    """
    paths = {
        one.slug: f"{_name(one.category.title)}.{_name(one.title)}" for one in glossary.entries
    }
    nodes = []
    for category in glossary.categories:
        terms = []
        for entry in (one for one in glossary.entries if one.category.slug == category.slug):
            term: dict[str, Any] = {
                "id": f"{entry.slug}",
                "name": _name(entry.title),
                "description": entry.definition_markdown,
                "term_source": "EXTERNAL",
                "source_ref": glossary.title,
                "source_url": entry.url,
            }
            if above := [paths[one.slug] for one in entry.related_by("broader")]:
                term["inherits"] = above
            if others := [paths[one.slug] for one in entry.related_by("related")]:
                term["related_terms"] = others
            terms.append(term)
        if terms:
            nodes.append(
                {"name": _name(category.title), "description": category.title, "terms": terms}
            )
    whole = {
        "version": "1",
        "source": glossary.title,
        "owners": {"users": [owner]},
        "url": glossary.url,
        "nodes": nodes,
    }
    return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=100).encode()


def _name(title: str) -> str:
    """A full stop parts the names of a path there, so that no name has one."""
    return " ".join(title.replace(".", " ").split())
