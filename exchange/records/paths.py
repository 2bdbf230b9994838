"""Paths for programs: for whom each is, and which entries it leads over for which reason."""

from pydantic import Field

from exchange.records.record import Record
from paths.models import Path


class PathHead(Record):
    slug: str
    title: str
    url: str
    role: str = Field(description="For whom it is")


class PathStepRecord(Record):
    """A step, in the order in which the path is followed."""

    slug: str
    title: str
    url: str
    reason: str = Field(description="Why the entry comes here")


class PathRecord(PathHead):
    summary: str
    end: str = Field(description="What somebody can do at its end")
    steps: list[PathStepRecord]


def path_head(path: Path, base: str) -> PathHead:
    url = f"{base}{path.get_absolute_url()}"
    return PathHead(slug=path.slug, title=path.title, url=url, role=path.role)


def read_path(slug: str, base: str) -> PathRecord | None:
    """The path with the steps that readers see; None where there is none."""
    path = Path.objects.current().with_steps().filter(slug=slug).first()
    if path is None:
        return None
    steps = [
        PathStepRecord(
            slug=step.term.slug,
            title=step.term.title,
            url=f"{base}{step.term.get_absolute_url()}",
            reason=step.reason,
        )
        for step in path.shown
    ]
    head = path_head(path, base).model_dump()
    return PathRecord(**head, summary=path.summary, end=path.end, steps=steps)
