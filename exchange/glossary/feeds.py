"""What is new, for feed readers: entries, and figures that changed."""

import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext

from authoring.files.reading import FENCE
from authoring.models import FileVersion
from terms.markdown.plain import plain_text
from terms.models import Source, Term


class _Texts(yaml.CBaseLoader):
    """Reads every value as a text and nothing as an object."""


MOST = 50
"""Entries in one feed."""
_VERSIONS_READ = 400


@dataclass(frozen=True)
class FeedItem:
    """Something new: `id` never changes, `updated` is when it became so."""

    id: str
    url: str
    title: str
    words: str
    updated: datetime.datetime
    category: str = ""


@dataclass(frozen=True)
class Feed:
    """A list of news with the addresses of its page and of itself."""

    title: str
    url: str
    feed_url: str
    language: str
    items: Sequence[FeedItem]

    def as_atom(self) -> bytes:
        """Atom 1.0 (RFC 4287)."""
        feed = Atom1Feed(
            title=self.title,
            link=self.url,
            description="",
            language=self.language,
            feed_url=self.feed_url,
        )
        for item in self.items:
            feed.add_item(
                title=item.title,
                link=item.url,
                description=item.words,
                unique_id=item.id,
                updateddate=item.updated,
                author_name=self.title,
                categories=[item.category] if item.category else [],
            )
        return feed.writeString("utf-8").encode()

    def as_json(self) -> bytes:
        """JSON Feed 1.1."""
        items = [
            {
                "id": item.id,
                "url": item.url,
                "title": item.title,
                "content_text": item.words,
                "date_modified": item.updated.isoformat(),
                **({"tags": [item.category]} if item.category else {}),
            }
            for item in self.items
        ]
        feed: dict[str, Any] = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title,
            "home_page_url": self.url,
            "feed_url": self.feed_url,
            "language": self.language,
            "items": items,
        }
        return json.dumps(feed, ensure_ascii=False, indent=1).encode()


def newest_entries(base: str, category: str = "") -> list[FeedItem]:
    """The entries that were changed last, each once, of a category or of all."""
    terms = Term.objects.for_list().order_by("-updated_on", "title_key")
    if category:
        terms = terms.filter(category__slug=category)
    return [
        FeedItem(
            id=f"{base}{term.get_absolute_url()}",
            url=f"{base}{term.get_absolute_url()}",
            title=term.title,
            words=plain_text(term.tldr_html),
            updated=datetime.datetime.combine(term.updated_on, datetime.time(), datetime.UTC),
            category=term.category.title,
        )
        for term in terms[:MOST]
    ]


def changed_figures(base: str, category: str = "") -> list[FeedItem]:
    """The figures of published entries that say something else now: the old and the new value.

    Read from the versions of the entries' files; a figure that is new is no change.
    """
    terms = {one.slug: one for one in Term.objects.for_list()}
    sources = dict(Source.objects.values_list("key", "title"))
    found: list[FeedItem] = []
    later = FileVersion.objects.filter(path__endswith="/term.md", number__gt=1)
    for version in later.order_by("-made_at", "-pk")[:_VERSIONS_READ]:
        term = terms.get(version.path.split("/")[1])
        if term and category in ("", term.category.slug):
            found += _changes(version, term, sources, base)
        if len(found) >= MOST:
            break
    return found[:MOST]


def _changes(
    version: FileVersion, term: Term, sources: dict[str, str], base: str
) -> Iterator[FeedItem]:
    before = FileVersion.objects.filter(path=version.path, number=version.number - 1).first()
    old, new = _figures(before.text if before else ""), _figures(version.text)
    for key in old.keys() & new.keys():
        was, now = old[key], new[key]
        told = {
            name: (str(was.get(name) or ""), str(now.get(name) or ""))
            for name in ("value", "source", "as_of", "kind")
        }
        if all(one == other for one, other in told.values()):
            continue
        source = sources.get(told["source"][1], told["source"][1])
        old_source = sources.get(told["source"][0], told["source"][0])
        words = gettext(
            "%(term)s, %(of)s. Before: %(old)s (%(old_source)s, %(old_date)s). "
            "Now: %(new)s (%(source)s, %(date)s)."
        ) % {
            "term": term.title,
            "of": str(now.get("of") or now.get("states") or key).strip(),
            "old": told["value"][0],
            "old_source": old_source or gettext("our calculation"),
            "old_date": told["as_of"][0],
            "new": told["value"][1],
            "source": source or gettext("our calculation"),
            "date": told["as_of"][1],
        }
        url = f"{base}{term.get_absolute_url()}figures/#{key}"
        yield FeedItem(
            id=f"{url}-{version.number}",
            url=url,
            title=f"{term.short_title}: {told['value'][0]} → {told['value'][1]}",
            words=" ".join(words.split()),
            updated=version.made_at,
            category=term.category.title,
        )


def _figures(text: str) -> dict[str, dict[str, Any]]:
    """The figures in the front matter of a `term.md`, by their keys; none of a broken one."""
    parts = FENCE.split(text, maxsplit=2)
    try:
        said = yaml.load(parts[1], _Texts) if len(parts) > 1 else None  # noqa: S506 - texts alone
    except yaml.YAMLError:
        return {}
    rows = said.get("figures") if isinstance(said, dict) else None
    return {str(row["key"]): row for row in rows or () if isinstance(row, dict) and row.get("key")}
