"""Content that learners have answered: a change makes a new version and keeps the old one."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from authoring.files.library import MaturityFile, specified
from authoring.models import FileVersion
from authoring.specs.maturity import StatementSpec
from maturity.models import Dimension, DimensionLevel, MaturityModel
from terms.models import Source, Term


def load_maturity_model(
    file: MaturityFile, *, terms: dict[str, Term], sources: dict[str, Source]
) -> str:
    """The assessment at the file's state; says `created`, `updated` or `unchanged`."""
    spec = specified(file.spec)
    version, outcome = next_version(
        MaturityModel.objects.filter(slug=file.slug),
        file.document.digest,
        used=models.Q(assessments__isnull=False) | models.Q(teams__isnull=False),
    )
    if version is None:
        return outcome
    model = MaturityModel.objects.create(
        slug=file.slug,
        version=version,
        content_digest=file.document.digest,
        term=terms[spec.term],
        **spec.model_dump(exclude={"term", "dimensions", "was"}),
    )
    for position, dimension in enumerate(spec.dimensions, start=1):
        row = model.dimensions.create(
            position=position,
            key=dimension.key,
            title=dimension.title,
            description=dimension.description or "",
            question=dimension.question or "",
        )
        DimensionLevel.objects.bulk_create(
            DimensionLevel(dimension=row, level=level, text=text)
            for level, text in enumerate(dimension.levels, start=1)
        )
        for place, statement in enumerate(dimension.statements):
            _create_statement(row, place, statement, terms=terms, sources=sources)
    return outcome


def next_version(
    versions: models.QuerySet[Any], digest: str, *, used: models.Q
) -> tuple[int | None, str]:
    """The number of the version to create, or None where there is one with this digest.

    A version that somebody has answered stays, no longer current; one that nobody has, goes. The
    last version is current again when its file, which was gone, comes back.
    """
    last = versions.order_by("-version").first()
    if last is None:
        return 1, "created"
    if last.content_digest == digest:
        revived = versions.filter(pk=last.pk, is_current=False)
        versions.exclude(pk=last.pk).update(is_current=False)
        return None, "updated" if revived.update(is_current=True) else "unchanged"
    versions.update(is_current=False)
    if versions.filter(used, pk=last.pk).exists():
        return last.version + 1, "updated"
    last.delete()
    return last.version, "updated"


def withdraw_maturity_models(present: Iterable[str]) -> int:
    """Offer no assessment whose file is gone; what was answered stays. Returns how many went.

    Those that were made in the admin have no file, until one is dumped and loaded.
    """
    versions = FileVersion.objects.filter(path__startswith="maturity/")
    loaded = versions.filter(how=FileVersion.How.LOADED).values_list("path", flat=True)
    slugs = {path.removeprefix("maturity/").removesuffix(".yaml") for path in loaded}
    offered = MaturityModel.objects.current().exclude(content_digest="").filter(slug__in=slugs)
    return offered.exclude(slug__in=list(present)).update(is_current=False)


def _create_statement(
    dimension: Dimension,
    position: int,
    spec: StatementSpec,
    *,
    terms: dict[str, Term],
    sources: dict[str, Source],
) -> None:
    row = dimension.statements.create(
        position=position,
        source=sources[spec.source] if spec.source else None,
        **spec.model_dump(exclude={"source", "helps"}),
    )
    for order, help_ in enumerate(spec.helps):
        row.helps.create(term=terms[help_.term], section=help_.section, position=order)
