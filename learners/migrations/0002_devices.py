import django.db.models.deletion
from django.db import migrations, models

import learners.models


class Migration(migrations.Migration):
    dependencies = [
        ("learners", "0001_initial"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="learner",
            name="seen_on",
            field=models.DateField(default=learners.models.today),
        ),
        migrations.CreateModel(
            name="Device",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=60)),
                ("first_seen_on", models.DateField(default=learners.models.today)),
                ("seen_on", models.DateField(default=learners.models.today)),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="devices",
                        to="learners.learner",
                    ),
                ),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="device",
                        to="sessions.session",
                    ),
                ),
            ],
            options={
                "ordering": ["-seen_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="OutsideAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject_digest", models.CharField(max_length=64, unique=True)),
                ("made_on", models.DateField(default=learners.models.today)),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outside_accounts",
                        to="learners.learner",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Passkey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("credential_id", models.CharField(max_length=1364, unique=True)),
                ("public_key", models.TextField()),
                ("sign_count", models.PositiveBigIntegerField(default=0)),
                ("made_on", models.DateField(default=learners.models.today)),
                ("used_on", models.DateField(blank=True, null=True)),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passkeys",
                        to="learners.learner",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lookup", models.CharField(max_length=16, unique=True)),
                ("digest", models.CharField(max_length=64)),
                ("made_on", models.DateField(default=learners.models.today)),
                (
                    "learner",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recovery_code",
                        to="learners.learner",
                    ),
                ),
            ],
        ),
    ]
