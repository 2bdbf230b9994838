"""Pages in words for machines: JSON-LD in schema.org's vocabulary, its texts those on the page.

A term is a DefinedTerm in a DefinedTermSet, on a WebPage with a BreadcrumbList; the site is a
WebSite with a SearchAction. Its questions and answers are not said twice: search engines show an
FAQPage of health authorities and governments alone
(https://developers.google.com/search/blog/2023/08/howto-faq-changes).
"""

import json
from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from terms.markdown.plain import plain_text
from terms.models import Glossary, Term

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def term_data(
    term: Term, glossary: Glossary, path: Sequence[Term] = (), *, url: str, glossary_url: str
) -> SafeString:
    """The term at `url`, of the glossary at `glossary_url`, as JSON that a script element holds.

    `path` are its broader terms from the top. For what is broader, contrasted with or replaced
    schema.org has no words at a DefinedTerm.
    """
    return _graph(
        _defined_term(term, glossary, url, glossary_url),
        _breadcrumbs(term, path, url, glossary_url),
        _page(term, url, glossary_url),
    )


def site_data(glossary: Glossary, *, url: str, search_url: str) -> SafeString:
    """The site whose start page is `url`, and how its search at `search_url` is asked."""
    return _graph(
        {
            "@type": "WebSite",
            "@id": f"{url}#site",
            "url": url,
            "name": glossary.title,
            "description": glossary.tagline,
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{search_url}?q={{search_term_string}}",
                },
                "query-input": "required name=search_term_string",
            },
        }
    )


def _graph(*nodes: dict[str, Any]) -> SafeString:
    graph = [{name: value for name, value in node.items() if value} for node in nodes]
    data = {"@context": "https://schema.org", "@graph": graph}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 - nothing in it can end the element


def _defined_term(term: Term, glossary: Glossary, url: str, glossary_url: str) -> dict[str, Any]:
    return {
        "@type": "DefinedTerm",
        "@id": f"{url}#term",
        "url": url,
        "name": term.title,
        "alternateName": [
            one.name
            for names in (term.aliases, term.homonyms, term.former_names)
            for one in names.all()
        ],
        "description": plain_text(term.tldr_html),
        "inDefinedTermSet": {
            "@type": "DefinedTermSet",
            "@id": f"{glossary_url}#glossary",
            "name": glossary.title,
            "url": glossary_url,
        },
    }


def _breadcrumbs(term: Term, path: Sequence[Term], url: str, glossary_url: str) -> dict[str, Any]:
    steps = [
        (gettext("Glossary"), glossary_url),
        (term.category.title, f"{glossary_url}?category={term.category.slug}"),
        *((one.title, f"{glossary_url}{one.slug}/") for one in path),
        (term.short_title, url),
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(steps, start=1)
        ],
    }


def _page(term: Term, url: str, glossary_url: str) -> dict[str, Any]:
    """The page itself; what is to be read first is what somebody who learns from it has to know."""
    needed = [one.target for one in term.prerequisites.all()]
    required = [
        {"@id": f"{glossary_url}{one.slug}/#term"}
        for one in needed
        if one.status == Term.Status.PUBLISHED
    ]
    return {
        "@type": ["WebPage", "LearningResource"] if required else "WebPage",
        "competencyRequired": required,
        "@id": url,
        "url": url,
        "about": {"@id": f"{url}#term"},
        "keywords": [tag.name for tag in term.tags.all()],
        "dateModified": term.updated_on.isoformat(),
    }
