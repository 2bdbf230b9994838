"""The whole content folder, read and checked as one: either all of it is right, or none loads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from authoring.maturity_specs import MaturityModelSpec
from authoring.quiz_specs import QuizSpec
from authoring.reading import (
    Document,
    Problem,
    SpecT,
    read_term_file,
    read_yaml,
    validate,
)
from authoring.specs import (
    CategoriesSpec,
    CategorySpec,
    CostSpec,
    ProseSpec,
    SiteSpec,
    SourceSpec,
    SourcesSpec,
    TermMaturitySpec,
    TermSpec,
)


class ContentError(Exception):
    """Content that cannot be loaded; `problems` lists everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems in the content")
        self.problems = sorted(set(problems))


@dataclass
class TermFolder:
    """The files of one term: documents for places, specs for content."""

    slug: str
    front: Document
    prose_document: Document
    quiz_document: Document
    maturity_document: Document
    cost_document: Document | None
    term: TermSpec | None = None
    prose: ProseSpec | None = None
    quiz: QuizSpec | None = None
    maturity: TermMaturitySpec | None = None
    cost: CostSpec | None = None

    @property
    def documents(self) -> Iterator[Document]:
        yield self.front
        yield self.prose_document
        yield self.quiz_document
        yield self.maturity_document
        if self.cost_document:
            yield self.cost_document

    @property
    def digest(self) -> str:
        """Changes whenever a byte of the term's files does."""
        return hashlib.sha256("".join(d.digest for d in self.documents).encode()).hexdigest()


@dataclass
class MaturityFile:
    """One assessment's file."""

    slug: str
    document: Document
    spec: MaturityModelSpec | None = None


@dataclass
class Library:
    """Everything under the content folder."""

    site_document: Document
    sources_document: Document
    categories_document: Document
    folders: list[TermFolder]
    models: list[MaturityFile]
    site: SiteSpec | None = None
    sources: list[SourceSpec] | None = None
    categories: list[CategorySpec] | None = None

    @property
    def documents(self) -> Iterator[Document]:
        yield from (self.site_document, self.sources_document, self.categories_document)
        for folder in self.folders:
            yield from folder.documents
        yield from (model.document for model in self.models)

    @property
    def problems(self) -> list[Problem]:
        return [problem for document in self.documents for problem in document.problems]


def read_library(root: Path) -> Library:
    """Read and validate every file under `root`; what is wrong is in `problems`.

    Raises ContentError where there is no such folder.
    """
    if not root.is_dir():
        raise ContentError([Problem(str(root), 1, "", "is not a folder")])
    library = Library(
        site_document=read_yaml(root / "site.yaml", root),
        sources_document=read_yaml(root / "sources.yaml", root),
        categories_document=read_yaml(root / "categories.yaml", root),
        folders=[
            _read_folder(folder, root)
            for folder in sorted((root / "terms").glob("*"))
            if folder.is_dir()
        ],
        models=[_read_model(path, root) for path in sorted((root / "maturity").glob("*.yaml"))],
    )
    library.site = validate(SiteSpec, library.site_document)
    sources = validate(SourcesSpec, library.sources_document)
    library.sources = sources.sources if sources else None
    categories = validate(CategoriesSpec, library.categories_document)
    library.categories = categories.categories if categories else None
    return library


def _read_folder(folder: Path, root: Path) -> TermFolder:
    front, prose = read_term_file(folder / "term.md", root)
    cost = folder / "cost.yaml"
    read = TermFolder(
        slug=folder.name,
        front=front,
        prose_document=prose,
        quiz_document=read_yaml(folder / "quiz.yaml", root),
        maturity_document=read_yaml(folder / "maturity.yaml", root),
        cost_document=read_yaml(cost, root) if cost.exists() else None,
    )
    read.term = validate(TermSpec, front)
    read.prose = validate(ProseSpec, prose)
    read.quiz = validate(QuizSpec, read.quiz_document)
    read.maturity = validate(TermMaturitySpec, read.maturity_document)
    read.cost = validate(CostSpec, read.cost_document) if read.cost_document else None
    return read


def _read_model(path: Path, root: Path) -> MaturityFile:
    document = read_yaml(path, root)
    return MaturityFile(path.stem, document, validate(MaturityModelSpec, document))


def specified(spec: SpecT | None) -> SpecT:
    """The spec of a file that has been found to be right."""
    if spec is None:
        raise ValueError("the content has problems; check it before it is loaded")
    return spec
