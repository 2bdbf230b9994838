"""Everything that is stored of a learner: just what deleting them deletes.

Each app says in `AppConfig.ready()` what it keeps and when; from that follow `/privacy/`, and what
is named under *My learning* and before everything is deleted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.admin.utils import NestedObjects
from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from learners.models import (
    Device,
    FormerLearner,
    Learner,
    OutsideAccount,
    Passkey,
    RecoveryCode,
)

Row = dict[str, Any]
Words = str | Promise


@dataclass(frozen=True)
class Named:
    """Rows of a learner's under the name by which they are counted; `shows` is a field that is
    told in the place of a number, where there is one row at most."""

    kind: type[models.Model]
    name: Words
    shows: str = ""
    whose: str = "learner"


@dataclass(frozen=True)
class Kept:
    """What is kept when a reader does something: `when` and `what` are a line of `/privacy/`.

    `parts` are models whose rows belong to those of `rows`, and are not counted. `setting` is one
    without which nothing of it is kept.
    """

    when: Words
    what: Words
    rows: tuple[Named, ...] = ()
    parts: tuple[type[models.Model], ...] = ()
    setting: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether the operator has asked for it, or need not ask."""
        return not self.setting or bool(getattr(settings, self.setting))

    @property
    def labels(self) -> str:
        """The models, as `app.model`, with spaces between."""
        kinds = (*(one.kind for one in self.rows), *self.parts)
        return " ".join(kind._meta.label_lower for kind in kinds)


KEPT: list[Kept] = [
    Kept(
        _("tick, answer or assess for the first time"),
        _(
            "The random number and the moment. A cookie that scripts cannot read holds the key to "
            "it."
        ),
        parts=(Learner,),
    ),
    Kept(
        _("do any of this on a device"),
        _(
            "The first and the last day on which you did, and a name if you give the device one. "
            "Nothing that would recognise it: no browser, no network address."
        ),
        (Named(Device, _("Devices")),),
    ),
    Kept(
        _("join a device that you have used before"),
        _(
            "Its former random number, so that what it still has open or took along counts as "
            "yours."
        ),
        (Named(FormerLearner, _("Former numbers of joined devices")),),
    ),
    Kept(
        _("make a code for another device"),
        _("The day, and a digest from which the words cannot be found, until you revoke the code."),
        (Named(RecoveryCode, _("Code for other devices")),),
    ),
    Kept(
        _("make a passkey"),
        _(
            "Its public key and number, a count of its uses if your device keeps one, and the days "
            "on which you made it and last used it, until you remove it."
        ),
        (Named(Passkey, _("Passkeys")),),
    ),
    Kept(
        _("use an account elsewhere, where this site offers it"),
        _(
            "A digest of the provider and of the account’s number there, and the day, until you "
            "stop using it; no name and no address. The provider learns that you use this site, "
            "and when you sign in."
        ),
        (Named(OutsideAccount, _("Accounts elsewhere")),),
    ),
]


def stored_of(*learners: Learner | None) -> list[tuple[Words, tuple[Any, ...]]]:
    """What is stored of the learners: its name, and how much of it each has; nothing that none of
    them has. One query for each."""
    named = [row for kept in KEPT for row in kept.rows]
    told = [_told_of(learner, named) for learner in learners]
    rows = zip((row.name for row in named), zip(*told, strict=True), strict=True)
    return [(name, amounts) for name, amounts in rows if any(amounts)]


def _told_of(learner: Learner | None, named: Sequence[Named]) -> Sequence[Any]:
    if learner is None:
        return [None] * len(named)
    found = Learner.objects.filter(pk=learner.pk)
    return found.values_list(*map(_told, named)).first() or [None] * len(named)


def _told(row: Named) -> models.Subquery:
    rows = row.kind._default_manager.filter(**{row.whose: models.OuterRef("pk")}).order_by()
    if row.shows:
        return models.Subquery(rows.values(row.shows)[:1])
    return models.Subquery(rows.values(row.whose).annotate(n=models.Count("pk")).values("n"))


def own_data(learner: Learner) -> dict[str, list[Row]]:
    """Rows by the kind of thing that they are, `app.model`.

    They name each other by number, and what they refer to in the site's content in words. What
    would let others in as the learner is withheld.

    The queries are as many as there are kinds and relations, whatever the number of rows.
    """
    collector = NestedObjects(using=learner._state.db or "default")
    collector.collect([learner])
    found = {kind: list(rows) for kind, rows in collector.data.items()}
    for rows in collector.fast_deletes:
        found.setdefault(rows.model, []).extend(rows)
    by_label = sorted(found.items(), key=lambda item: item[0]._meta.label_lower)
    return {
        kind._meta.label_lower: _rows(kind, rows, set(found)) for kind, rows in by_label if rows
    }


def _rows(kind: type[models.Model], rows: Iterable[models.Model], own: set[Any]) -> list[Row]:
    in_order = sorted(rows, key=lambda row: str(row.pk))
    withheld = getattr(kind, "withheld", ())
    fields = [field for field in kind._meta.concrete_fields if field.name not in withheld]
    foreign = {field.name for field in fields if field.is_relation} - {
        field.name for field in fields if field.related_model in own
    }
    prefetch_related_objects(in_order, *foreign)
    return [{field.name: _value(row, field, foreign) for field in fields} for row in in_order]


def _value(row: models.Model, field: models.Field[Any, Any], foreign: set[str]) -> Any:
    """The value as JSON takes it; of a relation to the site's content, its words."""
    if field.name not in foreign:
        return field.value_from_object(row)
    related = getattr(row, field.name)
    return None if related is None else str(related)
