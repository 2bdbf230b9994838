"""WordPress's export (WXR): the posts of a glossary's type, or all posts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from authoring.importing.entries import (
    Collection,
    ImportedEntry,
    Note,
    Options,
    at_most,
    day,
    head,
)
from authoring.importing.markup.html import Say, html_to_markdown, losses
from authoring.importing.readers.xml_files import elements, local, said

NAME = "a WordPress export"
_GLOSSARY_TYPE = re.compile(r"gloss|encyclop|dictionar|lexi[ck]|terms?$|wiki", re.IGNORECASE)
_SHORTCODE = re.compile(
    r"\[/(?P<end>[a-z][\w-]*)\]|\[(?P<name>(?:caption|gallery|embed|audio|video|playlist)\b[^\]]*"
    r"|[a-z][\w-]*(?:\s+[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\]\"']+))+\s*/?)\]"
)
"""One that ends something, one that WordPress has, or one with fields."""
_NO_ENTRY = {"attachment", "nav_menu_item", "revision", "wp_block", "wp_template", "wp_navigation",
             "wp_global_styles", "custom_css", "customize_changeset", "oembed_cache"}  # fmt: skip


def recognises(path: Path) -> bool:
    return path.suffix.lower() in (".xml", ".wxr") and "wordpress.org/export" in head(path, 20_000)


def read(path: Path, options: Options) -> Iterator[ImportedEntry]:
    types = {said(item, "post_type") for _, item in elements(path, "item")} - _NO_ENTRY
    wanted = {one for one in types if _GLOSSARY_TYPE.search(one)} or ({"post"} & types) or types
    collection = _collection(path)
    for number, (_, item) in enumerate(at_most(elements(path, "item")), 1):
        kind, status = said(item, "post_type"), said(item, "status")
        if kind in _NO_ENTRY or status in ("trash", "auto-draft", "inherit"):
            continue
        place = f"{path.name}: item {number}"
        if kind not in wanted:
            reason = f"is a {kind}, while entries here are of the type {', '.join(sorted(wanted))}"
            yield ImportedEntry(f"{kind}-{number}", place, said(item, "title"), fault=reason)
        else:
            yield _entry(item, place, status, options.language, collection)


def _collection(path: Path) -> Collection:
    """The blog, from the head of its channel."""
    found: dict[str, str] = {}
    for name, element in elements(path, "title", "link", "base_blog_url", "item"):
        if name == "item":
            break
        found.setdefault(name, (element.text or "").strip())
    url = found.get("base_blog_url") or found.get("link", "")
    return Collection(title=found.get("title") or path.stem, url=url)


def _entry(
    item: Element, place: str, status: str, language: str, collection: Collection
) -> ImportedEntry:
    notes, say = losses(place)
    encoded = [(one.tag, one.text or "") for one in item if local(one.tag) == "encoded"]
    content = next((text for tag, text in encoded if "content" in str(tag)), "")
    excerpt = next((text for tag, text in encoded if "excerpt" in str(tag)), "").strip()
    categories = [one for one in item if local(one.tag) == "category" and one.text]
    by_domain = [(one.get("domain", ""), (one.text or "").strip()) for one in categories]
    shelves = [
        name for domain, name in by_domain if domain != "post_tag" and name != "Uncategorized"
    ]
    tags = [name for domain, name in by_domain if domain == "post_tag"]
    for one in item:
        if local(one.tag) == "postmeta" and not said(one, "meta_key").startswith("_"):
            key = said(one, "meta_key")
            say(f"the custom field '{key}' is left out", said(one, "meta_value")[:60])
        if local(one.tag) == "comment":
            say("a comment is left out", said(one, "comment_content")[:60])
    text = html_to_markdown(_paragraphs(_SHORTCODE.sub(lambda x: _dropped(x, say), content)), say)
    lead = html_to_markdown(excerpt, say)
    link = said(item, "link")
    slug = said(item, "post_name") or link.rstrip("/").rpartition("/")[2]
    return ImportedEntry(
        key=said(item, "post_id") or slug,
        place=f"{place} (ID {said(item, 'post_id')})",
        title=" ".join(said(item, "title").split()),
        text=text if not lead or lead in text else f"{lead}\n\n{text}",
        slug=slug,
        tags=tuple(dict.fromkeys([*tags, *shelves[1:]])),
        category=shelves[0] if shelves else "",
        language=language,
        origin=link,
        updated=day(said(item, "post_modified") or said(item, "post_date")),
        addresses=(link, slug, f"?p={said(item, 'post_id')}"),
        is_draft=status not in ("publish", ""),
        lost=tuple(Note(one.place, one.what, one.detail) for one in notes),
        collection=collection,
    )


def _dropped(found: re.Match[str], say: Say) -> str:
    if found["name"]:
        say(f"the shortcode '{found['name'].split()[0]}' is left out", found[0][:60])
    return ""


def _paragraphs(html: str) -> str:
    """Blank lines part paragraphs, as they do in the classic editor."""
    if "<p" in html or "wp:paragraph" in html:
        return html
    blocks = re.split(r"\n\s*\n", html.replace("\r\n", "\n"))
    if "<pre" in html:
        return html
    return "\n".join(
        f"<p>{block}</p>"
        if not re.match(r"\s*<(?:h\d|ul|ol|div|table|blockquote|!--)", block)
        else block
        for block in blocks
    )
