"""The whole content folder, read and checked as one: either all of it is right, or none loads."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from pathlib import Path
from types import MappingProxyType

from authoring.files.discovery import assessment_files, path_files, term_folders
from authoring.files.image_files import ImageFile, read_images
from authoring.files.reading import (
    Document,
    Problem,
    SpecT,
    UnreadableError,
    parse_term,
    parse_yaml,
    read_bytes,
    read_text,
    read_yaml,
    validate,
)
from authoring.load.progress_bar import watched
from authoring.specs.cost import CostSpec
from authoring.specs.maturity import MaturityModelSpec
from authoring.specs.path import PathSpec
from authoring.specs.quiz import QuestionSpec, QuizSpec
from authoring.specs.site import CategoriesSpec, CategorySpec, SiteSpec, SourceSpec, SourcesSpec
from authoring.specs.term import FigureSpec, ProseSpec, TermMaturitySpec, TermSpec
from authoring.specs.values import Spec
from calculator.model.model_prices import SNAPSHOT

RENDERING = f"6 {SNAPSHOT.version} "
"""Raise it when prose is rendered or files are checked in another way: every term is read again, as
it is with a new list of prices."""


FILE_SPECS: Mapping[str, type[Spec]] = {
    "quiz.yaml": QuizSpec,
    "maturity.yaml": TermMaturitySpec,
    "cost.yaml": CostSpec,
}
"""What each file of a term holds beside its `term.md`, in the order of `TermFolder`."""


class ContentError(Exception):
    """Content that cannot be loaded; `problems` lists everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems in the content")
        self.problems = sorted(set(problems))


_BRIEF_FIELDS = frozenset(
    (
        *("title", "reading", "abbreviation", "category", "status", "publish_on", "replaced_by"),
        *("was", "linking", "tags", "aliases", "deprecated_names", "homonyms", "updated", "tldr"),
        *("broader", "contrasts", "prerequisites", "related", "sources"),
    )
)
"""What of `term.md` makes no full entry."""


@dataclass
class TermFolder:
    """The files of one term: documents for places, specs for content."""

    slug: str
    front: Document
    prose_document: Document
    quiz_document: Document
    maturity_document: Document
    cost_document: Document
    _: KW_ONLY
    term: TermSpec | None = None
    prose: ProseSpec | None = None
    quiz: QuizSpec | None = None
    maturity: TermMaturitySpec | None = None
    cost: CostSpec | None = None
    images: list[ImageFile] = field(default_factory=list)

    def put(self, name: str, text: str, *, is_read: bool = True) -> None:
        """Let `text` stand for the file `name`; no text for a file that there is not.

        A file that is known to be right need not be read; what it says is then not known here.
        """
        path = f"{self.front.path.rpartition('/')[0]}/{name}"
        document = Document(path, text=text, is_stored=True)
        if name == "term.md":
            self.front, self.prose_document = parse_term(document)
            self.term = validate(TermSpec, self.front)
            self.prose = validate(ProseSpec, self.prose_document)
            return
        if text and is_read:
            parse_yaml(document)
        document.is_absent = not text
        kind, spec = name.removesuffix(".yaml"), FILE_SPECS[name]
        setattr(self, f"{kind}_document", document)
        setattr(self, kind, validate(spec, document) if is_read else None)

    def specify(self) -> None:
        """Read the specs out of the documents; what does not fit is among their problems."""
        self.term = validate(TermSpec, self.front)
        self.prose = validate(ProseSpec, self.prose_document)
        self.quiz = validate(QuizSpec, self.quiz_document)
        self.maturity = validate(TermMaturitySpec, self.maturity_document)
        self.cost = validate(CostSpec, self.cost_document)

    @property
    def kind(self) -> str:
        """What the term says it is; a title with a short answer, and no other file, is brief."""
        if not self.term:
            return ""
        says_more = self.term.model_fields_set - _BRIEF_FIELDS
        says_more |= self.prose.model_fields_set if self.prose else set()
        beside = (self.quiz_document, self.maturity_document, self.cost_document)
        is_alone = all(document.is_absent for document in beside)
        is_brief = self.term.tldr and not says_more and is_alone
        return self.term.kind or ("brief" if is_brief else "full")

    @property
    def figures(self) -> list[FigureSpec]:
        return self.term.figures if self.term else []

    @property
    def questions(self) -> list[QuestionSpec]:
        return self.quiz.questions if self.quiz else []

    @property
    def documents(self) -> Iterator[Document]:
        """The files that there are; `term.md` is two documents."""
        return (document for document in self._documents if not document.is_absent)

    @property
    def problems(self) -> list[Problem]:
        """All that is wrong, with files that there are and with those that are missing."""
        found = [problem for document in self._documents for problem in document.problems]
        return found + [problem for image in self.images for problem in image.problems]

    @property
    def _documents(self) -> tuple[Document, ...]:
        beside = (self.quiz_document, self.maturity_document, self.cost_document)
        return self.front, self.prose_document, *beside

    @property
    def digest(self) -> str:
        """Changes whenever a byte of the term's files does, or the way in which they are shown."""
        files = [document.digest for document in self.documents]
        return folder_digest([*files, *(image.digest for image in self.images)])


def absent_folder(path: str, slug: str) -> TermFolder:
    """A folder in which there is no file yet."""
    names = ("term.md", "term.md", *FILE_SPECS)
    return TermFolder(slug, *(Document(f"{path}{name}", is_absent=True) for name in names))


def folder_digest(digests: Iterable[str]) -> str:
    """What a term remembers of its files' digests, those of `term.md` counted twice, and then of
    its images' by name."""
    digest = hashlib.sha256("".join(digests).encode()).hexdigest()
    return f"{RENDERING}{digest[len(RENDERING) :]}"


def is_rendered_otherwise(digest: str) -> bool:
    """Whether a term that remembers `digest` was loaded by a release that renders otherwise."""
    return digest != "" and not digest.startswith(RENDERING)


@dataclass
class MaturityFile:
    """One assessment's file."""

    slug: str
    document: Document
    spec: MaturityModelSpec | None = None

    def put(self, text: str) -> None:
        """Let `text` stand for the file."""
        self.document = parse_yaml(Document(self.document.path, text=text, is_stored=True))
        self.spec = validate(MaturityModelSpec, self.document)


@dataclass
class PathFile:
    """One path's file."""

    slug: str
    document: Document
    spec: PathSpec | None = None

    def put(self, text: str) -> None:
        """Let `text` stand for the file."""
        self.document = parse_yaml(Document(self.document.path, text=text, is_stored=True))
        self.spec = validate(PathSpec, self.document)


@dataclass(frozen=True)
class OtherTerm:
    """What a term whose files are not read has to do with those whose files are."""

    names: tuple[str, ...]
    is_retired: bool
    replaced_by: str | None
    was: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()
    homonyms: tuple[str, ...] = ()


@dataclass
class Library:
    """Everything under the content folder; the `others` are terms whose files are not read."""

    site_document: Document
    sources_document: Document
    categories_document: Document
    folders: list[TermFolder]
    models: list[MaturityFile]
    paths: list[PathFile] = field(default_factory=list)
    others: Mapping[str, OtherTerm] = field(default_factory=dict)
    site: SiteSpec | None = None
    sources: list[SourceSpec] | None = None
    categories: list[CategorySpec] | None = None

    @property
    def slugs(self) -> set[str]:
        """Of every term that has a folder."""
        return {*self.others, *(folder.slug for folder in self.folders)}

    @property
    def former_terms(self) -> Mapping[str, Sequence[str]]:
        """Of every term the slugs that it had before."""
        read = {one.slug: one.term.was if one.term else () for one in self.folders}
        return {slug: one.was for slug, one in self.others.items()} | read

    @property
    def renamed_terms(self) -> Mapping[str, str]:
        """By the slug that a term had before the one that it has now."""
        return {was: slug for slug, names in self.former_terms.items() for was in names}

    @property
    def former_categories(self) -> Mapping[str, Sequence[str]]:
        """Of every category the slugs that it had before."""
        return {one.slug: one.was for one in self.categories or ()}

    @property
    def former_models(self) -> Mapping[str, Sequence[str]]:
        """Of every assessment the slugs that it had before."""
        return {one.slug: one.spec.was if one.spec else () for one in self.models}

    @property
    def former_paths(self) -> Mapping[str, Sequence[str]]:
        """Of every path the slugs that it had before."""
        return {one.slug: one.spec.was if one.spec else () for one in self.paths}

    def leaves(self, path: str) -> bool:
        """Whether the file at `path` inside the content folder is one that is not read."""
        kind, _, rest = path.partition("/")
        return kind == "terms" and rest.partition("/")[0] in self.others

    def put(self, path: str, text: str) -> None:
        """Let `text` stand for the file at `path` inside the content folder, where it is read."""
        owner, _, name = path.rpartition("/")
        for folder in self.folders:
            if owner == f"terms/{folder.slug}":
                folder.put(name, text)
        for model in self.models:
            if path == f"maturity/{model.slug}.yaml":
                model.put(text)
        for one in self.paths:
            if path == f"paths/{one.slug}.yaml":
                one.put(text)
        if not owner:
            root = self.site_document.path.partition("/")[0]
            document = parse_yaml(Document(f"{root}/{name}", text=text, is_stored=True))
            setattr(self, f"{name.removesuffix('.yaml')}_document", document)
            self.specify()

    def specify(self) -> None:
        """Read the specs of the files that are no term's out of their documents."""
        self.site = validate(SiteSpec, self.site_document)
        sources = validate(SourcesSpec, self.sources_document)
        self.sources = sources.sources if sources else None
        categories = validate(CategoriesSpec, self.categories_document)
        self.categories = categories.categories if categories else None

    @property
    def documents(self) -> Iterator[Document]:
        yield from self._site_documents
        for folder in self.folders:
            yield from folder.documents
        yield from self._beside_terms

    @property
    def problems(self) -> list[Problem]:
        beside = (*self._site_documents, *self._beside_terms)
        own = [problem for document in beside for problem in document.problems]
        return own + [problem for folder in self.folders for problem in folder.problems]

    @property
    def _beside_terms(self) -> Iterator[Document]:
        yield from (model.document for model in self.models)
        yield from (path.document for path in self.paths)

    @property
    def _site_documents(self) -> tuple[Document, ...]:
        return self.site_document, self.sources_document, self.categories_document


def read_library(root: Path, others: Mapping[str, OtherTerm] = MappingProxyType({})) -> Library:
    """Read and validate every file under `root` but those of `others`; what is wrong is in
    `problems`.

    Raises ContentError where there is no such folder.
    """
    if not root.is_dir():
        raise ContentError([Problem(str(root), 1, "", "is not a folder")])
    folders = [folder for folder in term_folders(root) if folder.name not in others]
    library = Library(
        site_document=read_yaml(root / "site.yaml", root),
        sources_document=read_yaml(root / "sources.yaml", root),
        categories_document=read_yaml(root / "categories.yaml", root),
        folders=[
            _read_folder(folder, root) for folder in watched(folders, "reading", len(folders))
        ],
        models=[_read_model(path, root) for path in assessment_files(root)],
        paths=[_read_path(path, root) for path in path_files(root)],
        others=others,
    )
    library.specify()
    _check_pictures(library, root)
    return library


def _check_pictures(library: Library, root: Path) -> None:
    """The logo and the icon are there, and are what their names say."""
    for name in ("logo", "icon"):
        file = getattr(library.site.glossary, name) if library.site else None
        if not file:
            continue
        try:
            data = read_bytes(root / file, root)
        except UnreadableError as error:
            library.site_document.report(("glossary", name), f"{file} {error}", "image")
            continue
        start = b"\x89PNG" if file.endswith(".png") else b"<svg"
        if start not in data[:1000]:
            kind = "PNG" if file.endswith(".png") else "SVG"
            library.site_document.report(("glossary", name), f"{file} is no {kind}", "image")


def _read_folder(folder: Path, root: Path) -> TermFolder:
    front, prose = parse_term(read_text(folder / "term.md", root))
    beside = (_read_if_there(folder / name, root) for name in FILE_SPECS)
    read = TermFolder(folder.name, front, prose, *beside, images=read_images(folder, root))
    read.specify()
    return read


def _read_if_there(path: Path, root: Path) -> Document:
    """A file that a draft need not have."""
    if not os.path.lexists(path):
        return Document(str(path.relative_to(root.parent)), is_absent=True)
    document = read_yaml(path, root)
    if not document.text and not document.problems:
        document.report((), "is empty: write it, or delete it")
    return document


def _read_model(path: Path, root: Path) -> MaturityFile:
    document = read_yaml(path, root)
    return MaturityFile(path.stem, document, validate(MaturityModelSpec, document))


def _read_path(path: Path, root: Path) -> PathFile:
    document = read_yaml(path, root)
    return PathFile(path.stem, document, validate(PathSpec, document))


def specified(spec: SpecT | None) -> SpecT:
    """The spec of a file that has been found to be right."""
    if spec is None:
        raise ValueError("the content has problems; check it before it is loaded")
    return spec
