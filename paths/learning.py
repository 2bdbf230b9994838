"""What *My learning* tells of paths, and of what can be learnt next."""

import uuid
from collections.abc import Iterator

from django.utils.translation import gettext as _

from learners.learning import Group, Row
from paths.models import Enrolment, Path
from paths.next_terms import next_terms
from paths.progress import read_paths


def learning_of(learner_id: uuid.UUID) -> Iterator[Group]:
    """The paths that the learner is on, and what they can learn next."""
    mine = Enrolment.objects.filter(learner=learner_id).values("path")
    paths = Path.objects.current().filter(pk__in=mine).with_steps()
    yield Group(
        15,
        _("Paths"),
        [
            Row(one.path.title, one.path.get_absolute_url(), one.text)
            for one in read_paths(paths, learner_id)
        ],
    )
    yield Group(
        25,
        _("What you can learn next"),
        [
            Row(one.term.title, one.term.get_absolute_url(), one.reason)
            for one in next_terms(learner_id)
        ],
    )
