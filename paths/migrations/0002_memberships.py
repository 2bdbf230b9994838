"""Who is in a group, and was counted, is kept apart from who is on a path."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KEPT = ("learner_id", "group_id", "joined_at", "is_begin_counted", "is_end_counted")


def carry_over(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    in_groups = apps.get_model("paths", "Enrolment").objects.filter(group__isnull=False)
    model = apps.get_model("paths", "Membership")
    model.objects.bulk_create(model(**row) for row in in_groups.values(*KEPT).iterator())


class Migration(migrations.Migration):
    dependencies = [
        ("learners", "0003_former_learner"),
        ("paths", "0001_initial"),
    ]

    operations = [
        migrations.AddField("group", "begun_twice", models.PositiveIntegerField(default=0)),
        migrations.AddField("group", "finished_twice", models.PositiveIntegerField(default=0)),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("joined_at", models.DateTimeField()),
                ("has_left", models.BooleanField(default=False)),
                ("is_begin_counted", models.BooleanField(default=False)),
                ("is_end_counted", models.BooleanField(default=False)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="paths.group",
                    ),
                ),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="learners.learner",
                    ),
                ),
            ],
            options={
                "ordering": ["joined_at"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("learner"), models.F("group"), name="membership_once"
                    )
                ],
            },
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RemoveField("enrolment", "group"),
        migrations.RemoveField("enrolment", "joined_at"),
        migrations.RemoveField("enrolment", "is_begin_counted"),
        migrations.RemoveField("enrolment", "is_end_counted"),
    ]
