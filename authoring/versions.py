"""Content that learners have answered: a change makes a new version and keeps the old one."""

from __future__ import annotations

from typing import Any

from django.db import models

from authoring.library import MaturityFile, specified
from authoring.maturity_specs import DimensionSpec
from maturity.models import Dimension, MaturityModel, Statement, StatementHelp
from terms.models import Source, Term


def load_maturity_model(
    file: MaturityFile, *, terms: dict[str, Term], sources: dict[str, Source]
) -> str:
    """The assessment at the file's state; says `created`, `updated` or `unchanged`."""
    spec = specified(file.spec)
    version, outcome = next_version(
        MaturityModel.objects.filter(slug=file.slug),
        file.document.digest,
        used=models.Q(assessments__isnull=False),
    )
    if version is None:
        return outcome
    model = MaturityModel.objects.create(
        slug=file.slug,
        version=version,
        content_digest=file.document.digest,
        term=terms[spec.term],
        **spec.model_dump(exclude={"term", "dimensions"}),
    )
    for position, dimension in enumerate(spec.dimensions, start=1):
        _create_dimension(model, position, dimension, terms=terms, sources=sources)
    return outcome


def next_version(
    versions: models.QuerySet[Any], digest: str, *, used: models.Q
) -> tuple[int | None, str]:
    """The number of the version to create, or None where the current one has this digest.

    A version that somebody has answered stays, no longer current; one that nobody has, goes.
    """
    current = versions.filter(is_current=True).first()
    if current is None:
        last = versions.aggregate(last=models.Max("version"))["last"] or 0
        return last + 1, "created"
    if current.content_digest == digest:
        return None, "unchanged"
    if versions.filter(used, pk=current.pk).exists():
        versions.filter(pk=current.pk).update(is_current=False)
        return current.version + 1, "updated"
    current.delete()
    return current.version, "updated"


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
        description=spec.description,
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
