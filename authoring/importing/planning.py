"""Entries of a file taken over into a content folder: names, links, relations, and their files."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from authoring.files.cross_checks import OTHER_PAGES, check_folder
from authoring.files.library import Library, absent_folder, read_library
from authoring.importing.addresses import image_file, images_of, resolve_address
from authoring.importing.composing import Composed, distinct, relate, slug_of, term_file
from authoring.importing.entries import ImportedEntry, Note, key_form, shortened, with_lines
from authoring.importing.markup.cleaning import Target, clean, part_text, with_notes
from authoring.importing.markup.html import losses
from authoring.importing.plan import (
    FileChange,
    Plan,
    Settings,
    digest,
    read_record,
    without_state,
)
from authoring.importing.site_files import source_row, with_rows
from authoring.load.progress_bar import watched
from terms.fields import ranges
from terms.names.naming import name_slug
from terms.names.normal_form import normal_form
from terms.names.slugs import is_slug

EDITED = "was edited since it was imported"
PROPOSED = "was proposed before with these words: the proposal waits, or was decided on"
NO_SENTENCE = "has no sentence to begin with: write its short answer ('tldr'), then publish it"


class Planner:
    """Takes entries over into one content folder."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.settings = settings
        self.library: Library = read_library(folder)
        self.plan = Plan(folder, settings.source, record=read_record(folder))
        mine = {
            key.removeprefix(f"{settings.source}/"): value
            for key, value in self.plan.record.items()
            if key.startswith(f"{settings.source}/")
        }
        self._mine = {key: value["slug"] for key, value in mine.items()}
        self._digests = {
            value["slug"]: {value["digest"], value.get("before", "")} for value in mine.values()
        }
        self._begun = {value["slug"] for value in mine.values() if "before" in value}
        """What an import was about to write when it was cut off."""
        self._proposed = {value["slug"]: value.get("proposed", "") for value in mine.values()}
        self._compared = without_state if settings.as_drafts else str
        """What of a text is told apart from what was there."""
        self._folders = {one.slug: one for one in self.library.folders}
        self._present = set(self._folders)
        self._owners = self._names_of_others()
        self._elsewhere: dict[str, str] = {}
        """By key the entry of the folder that stands in the place of one that is left."""
        self._categories = {one.slug: one.title for one in self.library.categories or ()}
        all_terms = settings.words.all_terms
        titles = list(self._categories.values())
        self._default_category = settings.category or (
            all_terms if all_terms in titles else next(iter(titles), all_terms)
        )
        self._used: set[str] = set()

    def take(self, entries: Iterable[ImportedEntry]) -> Plan:
        """Plan all of them; a plan of what is there already says that nothing changes.

        What cannot be an entry is taken out, and the others are composed without links to it.
        """
        return self._take(self._named(entries))

    def _take(self, named: list[tuple[ImportedEntry, str]]) -> Plan:
        while True:
            composed = [Composed(entry, slug) for entry, slug in named]
            self._lost: list[Note] = []
            self._shared: list[Note] = []
            self._broken: list[Note] = []
            texts = self._written(composed)
            known = {slug for _, slug in named} | self._present
            faults = {one.slug: self._faults(one, texts[one.slug], known) for one in composed}
            refused = {slug: fault for slug, fault in faults.items() if fault}
            if not refused:
                break
            for entry, slug in named:
                if slug in refused:
                    self.plan.refused.append(Note(entry.place, refused[slug], entry.title))
            named = [(entry, slug) for entry, slug in named if slug not in refused]
        for one in composed:
            self._place(one, texts[one.slug])
        self.plan.lost += dict.fromkeys(self._lost)
        self.plan.shared += dict.fromkeys(self._shared)
        self.plan.broken += dict.fromkeys(self._broken)
        self._add_site_files()
        return self.plan

    def _written(self, composed: Sequence[Composed]) -> dict[str, str]:
        """By slug the file of each, of the day on which its source last changed."""
        owners = dict(self._owners)
        owners |= {normal_form(one.entry.title): one.slug for one in composed}
        shared = self._shared_names(composed, owners)
        for one in composed:
            self._name(one, owners, shared)
        links = self._addresses(composed)
        for one in watched(composed, "composing", len(composed)):
            self._compose(one, links)
        self._relate(composed, links)
        return {one.slug: self._text(one) for one in composed}

    def _text(self, one: Composed) -> str:
        """Its file; of one that says the same as before the day stays as it is too."""
        before = self._folders.get(one.slug)
        text = self._text_of(one, one.entry.updated or self.settings.today)
        if before and before.term and not one.entry.updated:
            day = before.term.updated or self.settings.today
            same, now = self._text_of(one, day), before.front.text
            return now if self._compared(same) == self._compared(now) else text
        return text

    def _text_of(self, one: Composed, updated: datetime.date) -> str:
        return term_file(
            one,
            source=self.settings.source,
            updated=updated,
            words=self.settings.words,
            is_draft=self.settings.as_drafts,
        )

    def _faults(self, one: Composed, text: str, known: set[str]) -> str:
        """Why no load would take the entry; nothing where it would."""
        folder = absent_folder(f"{self.plan.folder.name}/terms/{one.slug}/", one.slug)
        folder.put("term.md", text)
        folder.images = [*one.images.values()]
        check_folder(folder, terms=known, sources=None, categories=None)
        problem = next(iter(sorted(folder.problems)), None)
        if problem is None:
            return ""
        field_name = f"{problem.field}: " if problem.field else ""
        return f"cannot be an entry: {field_name}{problem.message}; change it in the source"

    def _names_of_others(self) -> dict[str, str]:
        """By name the entries of the folder that this import did not make."""
        owners: dict[str, str] = {}
        mine = set(self._mine.values())
        for one in self.library.folders:
            if one.term and one.slug not in mine:
                names = [one.term.title, one.term.abbreviation or one.term.title]
                rows: tuple[Any, ...] = (*one.term.aliases, *one.term.deprecated_names)
                names += [row.name for row in rows]
                owners |= {normal_form(name): one.slug for name in names}
        return owners

    def _named(self, entries: Iterable[ImportedEntry]) -> list[tuple[ImportedEntry, str]]:
        """The entries that may be written, each with its slug."""
        named: list[tuple[ImportedEntry, str]] = []
        names: dict[str, str] = {}
        keys: set[str] = set()
        slugs = set(self._mine.values())
        for entry in entries:
            self.plan.read += 1
            self.plan.lost += entry.lost
            if fault := _fault(entry, keys, names):
                self.plan.refused.append(Note(entry.place, fault, entry.title or entry.key))
                continue
            keys.add(entry.key)
            slug = self._mine.get(entry.key) or self._slug(entry, slugs)
            slugs.add(slug)
            names[normal_form(entry.title)] = slug
            if left := self._left(entry, slug):
                self.plan.left.append(Note(entry.place, left, entry.title))
            else:
                named.append((entry, slug))
        return named

    def _left(self, entry: ImportedEntry, slug: str) -> str:
        """Why an entry is not touched, if it is not."""
        if entry.key not in self._mine:
            own = self._owners.get(normal_form(entry.title)) or slug
            if own in self._present:
                self._elsewhere |= {key_form(name): own for name in (entry.key, entry.title, slug)}
                return f"'{own}' is an entry of the folder that this import did not make"
            return ""
        if slug not in self._present:
            if slug in self._begun:
                return ""
            return f"'{slug}' was deleted since it was imported"
        text = self._folders[slug].front.text
        known = {digest(text), digest(self._compared(text))}
        if known.isdisjoint(self._digests[slug] | {self._proposed[slug]}):
            self._elsewhere |= {key_form(name): slug for name in (entry.key, entry.title)}
            return f"'{slug}' {EDITED}"
        return ""

    def _slug(self, entry: ImportedEntry, slugs: set[str]) -> str:
        wanted = entry.slug if is_slug(entry.slug) else slug_of(entry.slug or entry.title)
        return distinct(f"{wanted}-term" if wanted in OTHER_PAGES else wanted, slugs)

    def _shared_names(self, composed: Sequence[Composed], owners: Mapping[str, str]) -> set[str]:
        """The names that several entries have and nobody as a title: homonyms of each.

        The page at their address, which tells them apart, is no other one's.
        """
        mine = {one.slug for one in composed}
        bearers: defaultdict[str, set[str]] = defaultdict(set)
        for folder in self.library.folders:
            if folder.term and folder.slug not in mine:
                for homonym in folder.term.homonyms:
                    bearers[normal_form(homonym.name)].add(folder.slug)
        for one in composed:
            said = (text.partition(": ")[0] for text in one.entry.homonyms)
            for name in (*one.entry.aliases, one.entry.abbreviation, *said):
                if name and name_slug(name) not in {*self._present, *mine, *OTHER_PAGES}:
                    bearers[normal_form(name)].add(one.slug)
        return {name for name, slugs in bearers.items() if len(slugs) > 1 and name not in owners}

    def _share(self, one: Composed, name: str) -> None:
        """Let a name be a homonym of the entry, and say so."""
        if name not in {text.partition(": ")[0] for text in one.homonyms}:
            one.homonyms.append(name)
            what = "another name is a name of several entries, and a homonym of each"
            self._shared.append(Note(one.entry.place, what, repr(name)))

    def _name(self, one: Composed, owners: dict[str, str], shared: Collection[str]) -> None:
        """Its other names, without those that somebody else has alone."""
        one.homonyms = [*one.entry.homonyms]
        if (before := self._folders.get(one.slug)) and before.term:
            one.was = [*before.term.was]
        self._abbreviate(one, owners, shared)
        own = {one.entry.title.casefold(), one.entry.abbreviation.casefold()}
        for names, taken in (
            (one.entry.aliases, one.aliases),
            (one.entry.hidden_names, one.hidden_names),
            (one.entry.deprecated_names, one.deprecated_names),
        ):
            for name in (" ".join(written.split()) for written in names):
                if name.casefold() in own:
                    continue
                if taken is one.aliases and normal_form(name) in shared:
                    self._share(one, name)
                elif self._claims(one, name, owners, shared):
                    own.add(name.casefold())
                    taken.append(name)

    def _abbreviate(self, one: Composed, owners: dict[str, str], shared: Collection[str]) -> None:
        name = one.entry.abbreviation
        if name and normal_form(name) in shared:
            self._share(one, name)
        elif name and self._claims(one, name, owners, shared):
            one.abbreviation = name

    def _claims(
        self, one: Composed, name: str, owners: dict[str, str], shared: Collection[str]
    ) -> bool:
        """Whether the entry has the name for itself; if not, it is told why it is left out."""
        form = normal_form(name)
        if len(name) > ranges.TITLE_CHARACTERS:
            self._lose(one, "another name is too long and left out", name[:60])
        elif form in shared:
            self._lose(one, "another name is a homonym of others, and left out", name)
        elif (owner := owners.setdefault(form, one.slug)) != one.slug:
            what = "another name is a name of another entry, and left out"
            self._lose(one, what, f"{name!r} of '{owner}'")
        else:
            return True
        return False

    def _lose(self, one: Composed, what: str, detail: str = "") -> None:
        self._lost.append(Note(one.entry.place, what, detail))

    def _addresses(self, composed: Sequence[Composed]) -> dict[str, str]:
        """By every spelling of an address the slug of the one entry that has it."""
        strong: dict[str, str] = {}
        weak: defaultdict[str, set[str]] = defaultdict(set)
        for one in composed:
            entry = one.entry
            for name in (entry.key, one.slug, entry.slug, entry.title, *entry.addresses):
                if name:
                    strong.setdefault(key_form(name), one.slug)
            for name in (entry.key, *entry.addresses):
                weak[key_form(name.rstrip("/").rpartition("/")[2])].add(one.slug)
            for name in (*one.aliases, *one.hidden_names):
                weak[key_form(name)].add(one.slug)
        found = {name: next(iter(slugs)) for name, slugs in weak.items() if len(slugs) == 1}
        present = {slug: slug for slug in self._present}
        return {**found, **present, **self._elsewhere, **strong}

    def _compose(self, one: Composed, links: Mapping[str, str]) -> None:
        entry = one.entry
        notes, say = losses(entry.place)
        broken, say_broken = losses(entry.place)

        def resolve(address: str, words: str) -> Target:
            target = resolve_address(address, words, entry, links)
            if target.address == f"term:{one.slug}":
                return Target()
            if target.fault:
                say_broken(target.fault, address)
                return Target(target.address)
            return target

        def show(address: str, _words: str) -> Target:
            return self._image(one, address)

        text = shortened(entry.text, say)
        parted = part_text(clean(text, resolve, show, say), entry.title)
        explanation = shortened(parted.explanation, say, ranges.TEXT_CHARACTERS)
        one.text = replace(parted, explanation=with_notes(explanation, say))
        one.category = self._category(entry)
        self._lost += with_lines(notes, entry.text, entry.first_line)
        self._broken += with_lines(broken, entry.text, entry.first_line)

    def _image(self, one: Composed, address: str) -> Target:
        """An image of the file's folder, which is copied; one from elsewhere becomes a link."""
        if address.startswith(("http://", "https://", "//")):
            fault = "an image at another address becomes a link: put its file beside the text"
            return Target(urljoin("https:", address), fault)
        folder = one.entry.folder
        if folder is None or address.startswith("data:"):
            return Target("", "an image is left out: its file is not there")
        path = image_file(folder, address)
        if path is None:
            return Target("", "an image is left out: its file is not there")
        image = images_of(path.parent).get(path.name)
        if image is None or image.problems:
            why = image.problems[0].message if image and image.problems else "is no image"
            return Target("", f"an image is left out: it {why}")
        one.images[path.name] = image
        return Target(path.name)

    def _category(self, entry: ImportedEntry) -> str:
        """The slug of its category; one that is not there yet is added to the folder's."""
        title = " ".join(entry.category.split())[: ranges.LABEL_CHARACTERS]
        title = title or self._default_category
        for slug, known in self._categories.items():
            if title == slug or normal_form(title) == normal_form(known):
                return slug
        slug = distinct(slug_of(title, "category"), self._categories)
        shown = title if title[:1].isupper() or not title[:1].isascii() else title.capitalize()
        self._categories[slug] = shown
        return slug

    def _relate(self, composed: Sequence[Composed], links: Mapping[str, str]) -> None:
        """Give the entries their relations; what leads nowhere is named."""
        found: list[tuple[str, str, str]] = []
        for one in composed:
            for kind in ("broader", "narrower", "related", "prerequisites"):
                for name in getattr(one.entry, kind):
                    last = name.rpartition(".")[2]
                    if slug := links.get(key_form(name)) or links.get(key_form(last)):
                        found.append((kind, one.slug, slug))
                    else:
                        what = f"'{kind}' names an entry that is not here"
                        self._broken.append(Note(one.entry.place, what, name))
            self._relate_singly(one, links)
        mine = {one.slug for one in composed}
        others = {one.slug: one.term for one in self.library.folders if one.term}
        above, before = (
            {
                slug: [row.term for row in getattr(term, name)]
                for slug, term in others.items()
                if slug not in mine
            }
            for name in ("broader", "prerequisites")
        )
        for kind, slug, other in relate(composed, found, self.settings.words, above, before):
            place = next(one.entry.place for one in composed if one.slug == slug)
            what = f"'{kind}' is left out: its own entry says it, or it would go round in a circle"
            self._lost.append(Note(place, what, other))
        for one in composed:
            if len(one.related) > ranges.ROWS:
                self._lose(one, f"of its related entries only {ranges.ROWS:,} are kept")
                one.related = dict(list(one.related.items())[: ranges.ROWS])

    def _relate_singly(self, one: Composed, links: Mapping[str, str]) -> None:
        """What an entry alone says of others: what it is confused with, and what replaces it."""
        for text in one.entry.contrasts:
            name, _, difference = text.partition(": ")
            slug = links.get(key_form(name))
            if slug and difference and slug != one.slug:
                one.contrasts[slug] = difference
            else:
                what = "'contrasts' names an entry that is not here, or not how it differs"
                self._broken.append(Note(one.entry.place, what, text[:60]))
        if name := one.entry.replaced_by:
            one.replaced_by = links.get(key_form(name), "")
            if not one.replaced_by:
                what = "'replaced_by' names an entry that is not here"
                self._broken.append(Note(one.entry.place, what, name))

    def _place(self, one: Composed, text: str) -> None:
        """Add its file to what is made, changed or left alone."""
        plan, entry = self.plan, one.entry
        before = self._folders.get(one.slug)
        images = {name: image.path for name, image in one.images.items()}
        old = before.front.text if before else ""
        change = FileChange(one.slug, entry.place, text, old, images)
        folder = plan.folder / "terms" / one.slug
        mark = digest(self._compared(text))
        if before is None:
            plan.made.append(change)
        elif old != text and mark == self._proposed.get(one.slug):
            plan.left.append(Note(entry.place, PROPOSED, entry.title))
            return
        elif old != text or not all(is_copy(folder / name, path) for name, path in images.items()):
            plan.changed.append(change)
        else:
            plan.unchanged += 1
        if entry.is_draft:
            plan.drafts.append(Note(entry.place, "is a draft in its source", entry.title))
        elif not one.text.answer:
            plan.drafts.append(Note(entry.place, NO_SENTENCE, entry.title))
        self._used.add(one.category)
        key = f"{self.settings.source}/{entry.key}"
        plan.record[key] = {"slug": one.slug, "digest": mark}

    def _add_site_files(self) -> None:
        """The source that the entries cite, and categories that are new."""
        plan, settings, library = self.plan, self.settings, self.library
        if not (plan.made or plan.changed):
            return
        if settings.source not in {one.key for one in library.sources or ()}:
            row = source_row(settings)
            plan.site_files["sources.yaml"] = with_rows(
                library.sources_document.text, "sources", [row]
            )
        present = {one.slug for one in library.categories or ()}
        words = settings.words
        rows = [
            {
                "slug": slug,
                "title": title,
                "description": words.on_all_terms
                if title == words.all_terms
                else words.on_category % {"title": title},
            }
            for slug, title in self._categories.items()
            if slug not in present and slug in self._used
        ]
        if rows:
            text = library.categories_document.text
            plan.site_files["categories.yaml"] = with_rows(text, "categories", rows)


def is_copy(path: Path, of: Path) -> bool:
    """Whether the file at `path` is there, and holds the same bytes."""
    return path.is_file() and path.read_bytes() == of.read_bytes()


def _fault(entry: ImportedEntry, keys: set[str], names: Mapping[str, str]) -> str:
    """Why an entry cannot stand beside those before it."""
    if entry.fault:
        return entry.fault
    if not entry.title:
        return "has no title: give it one"
    if len(entry.title) > ranges.TITLE_CHARACTERS:
        return f"has a title of more than {ranges.TITLE_CHARACTERS} characters: shorten it"
    if entry.key in keys:
        return f"has the key {entry.key!r} of an earlier entry: give one of them another"
    if owner := names.get(normal_form(entry.title)):
        return f"has the title of '{owner}': tell them apart, as in 'Mercury (planet)'"
    return ""
