"""A term page in words for machines: schema.org's DefinedTerm, breadcrumbs and FAQ as JSON-LD.

The vocabulary is that of schema.org (DefinedTerm, BreadcrumbList, FAQPage); its texts are those on
the page.
"""

from __future__ import annotations

import json
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from terms.models import Glossary, Term

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def term_data(term: Term, glossary: Glossary, *, url: str, glossary_url: str) -> SafeString:
    """The term at `url`, of the glossary at `glossary_url`, as JSON that a script element holds."""
    graph = [
        _defined_term(term, glossary, url, glossary_url),
        _breadcrumbs(term, glossary, url, glossary_url),
        _faq(term, url),
    ]
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 - nothing in it can end the element


def plain_text(html: str) -> str:
    """What a reader sees of `html`."""
    return " ".join(unescape(strip_tags(html)).split())


def _defined_term(term: Term, glossary: Glossary, url: str, glossary_url: str) -> dict[str, Any]:
    return {
        "@type": "DefinedTerm",
        "@id": url,
        "url": url,
        "name": term.title,
        "alternateName": [alias.name for alias in term.aliases.all()],
        "description": plain_text(term.tldr_html),
        "dateModified": term.updated_on.isoformat(),
        "inDefinedTermSet": {
            "@type": "DefinedTermSet",
            "@id": glossary_url,
            "name": glossary.title,
            "url": glossary_url,
        },
    }


def _breadcrumbs(term: Term, glossary: Glossary, url: str, glossary_url: str) -> dict[str, Any]:
    steps = [
        (glossary.title, glossary_url),
        (term.category.title, f"{glossary_url}?category={term.category.slug}"),
        (term.short_title, url),
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(steps, start=1)
        ],
    }


def _faq(term: Term, url: str) -> dict[str, Any]:
    return {
        "@type": "FAQPage",
        "@id": f"{url}#faq",
        "mainEntity": [
            {
                "@type": "Question",
                "name": faq.question,
                "acceptedAnswer": {"@type": "Answer", "text": plain_text(faq.answer_html)},
            }
            for faq in term.faqs.all()
        ],
    }
