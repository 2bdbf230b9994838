"""Joining two learners to one: each app says in `AppConfig.ready()` what becomes of its rows."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

from django.db import models, transaction

from learners.identity import ForgottenError
from learners.models import FormerLearner, Learner

Merger = Callable[[uuid.UUID, uuid.UUID], None]
"""Gives what the first learner has of one kind to the second. It is called in a transaction that
holds the locks of both; what it leaves with the first learner is deleted with them."""

MERGERS: dict[type[models.Model], Merger] = {}
"""For the kinds of which two rows may say the same; all rows of other kinds change hands."""


def move_unless_there(kind: type[models.Model], *same: str) -> Merger:
    """A merger for rows of which a learner has one for each value of the fields `same`: what the
    second learner has stays as it is."""

    def merge(source: uuid.UUID, target: uuid.UUID) -> None:
        rows = kind._default_manager
        there = rows.filter(learner=target, **{name: models.OuterRef(name) for name in same})
        rows.filter(~models.Exists(there), learner=source).update(learner=target)

    return merge


@transaction.atomic
def merge_learners(source: uuid.UUID, target: uuid.UUID) -> None:
    """Give `target` all that `source` has, and delete `source`; done already, it changes nothing.

    Raises ForgottenError where the target is gone.
    """
    if source == target:
        return
    both = Learner.objects.select_for_update().filter(pk__in=(source, target)).order_by("pk")
    found = {learner.pk: learner for learner in both}
    if target not in found:
        raise ForgottenError
    if source not in found:
        return
    for kind, field in kinds_of_learners():
        if merger := MERGERS.get(kind):
            merger(source, target)
        else:
            kind._default_manager.filter(**{field: source}).update(**{field: target})
    Learner.objects.filter(pk=target).update(
        created_at=min(learner.created_at for learner in found.values()),
        seen_on=max(learner.seen_on for learner in found.values()),
    )
    found[source].delete()
    FormerLearner.objects.create(pk=source, learner=found[target])


def kinds_of_learners() -> Iterator[tuple[type[Any], str]]:
    """Every model whose rows are a learner's, and the field that says whose."""
    for relation in Learner._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            yield relation.related_model, relation.field.name
