"""Who was in a group before people were counted apart from their paths is in it still."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from paths.models import Enrolment, Membership

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_people_in_groups_are_carried_over() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([("paths", "0001_initial")])
    leaves = executor.loader.graph.leaf_nodes("learners")
    apps = executor.loader.project_state([("paths", "0001_initial"), *leaves]).apps
    learners = [apps.get_model("learners", "Learner").objects.create() for _ in range(2)]
    path = apps.get_model("paths", "Path").objects.create(slug="engineer", content_digest="x")
    group = apps.get_model("paths", "Group").objects.create(path=path, owner=learners[0])
    enrolments = apps.get_model("paths", "Enrolment").objects
    now = timezone.now()
    enrolments.create(learner=learners[0], path=path)
    inside = enrolments.create(
        learner=learners[1], path=path, group=group, joined_at=now, is_begin_counted=True
    )

    call_command("migrate", verbosity=0)

    one = Membership.objects.get()
    assert (one.learner_id, one.group_id, one.joined_at) == (inside.learner_id, group.pk, now)
    assert (one.is_begin_counted, one.is_end_counted, one.has_left) == (True, False, False)
    assert Enrolment.objects.count() == 2
