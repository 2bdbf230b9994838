"""Content that learners have answered: a change makes a new version and keeps the old one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from authoring.files.library import MaturityFile, specified
from authoring.specs.maturity import DimensionSpec
from maturity.models import Dimension, DimensionLevel, MaturityModel, Statement, StatementHelp
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
        _create_dimension(model, position, dimension, terms=terms, sources=sources)
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

    Those that were made in the admin have no file.
    """
    offered = MaturityModel.objects.current().exclude(content_digest="")
    return offered.exclude(slug__in=list(present)).update(is_current=False)


def _create_dimension(
    model: MaturityModel,
    position: int,
    spec: DimensionSpec,
    *,
    terms: dict[str, Term],
    sources: dict[str, Source],
) -> None:
    dimension = Dimension.objects.create(
        model=model,
        position=position,
        key=spec.key,
        title=spec.title,
        description=spec.description or "",
        question=spec.question or "",
    )
    DimensionLevel.objects.bulk_create(
        DimensionLevel(dimension=dimension, level=level, text=text)
        for level, text in enumerate(spec.levels, start=1)
    )
    for place, statement in enumerate(spec.statements):
        row = Statement.objects.create(
            dimension=dimension,
            position=place,
            source=sources[statement.source] if statement.source else None,
            **statement.model_dump(exclude={"source", "helps"}),
        )
        for order, help_ in enumerate(statement.helps):
            StatementHelp.objects.create(
                statement=row, term=terms[help_.term], section=help_.section, position=order
            )
