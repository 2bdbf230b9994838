"""The advisor says on what terms calls are, and when they usually take place."""

import django.core.validators
from django.db import migrations, models

import advisory.models.advisor
import terms.fields.columns


class Migration(migrations.Migration):
    dependencies = [
        ("advisory", "0004_place_and_digest"),
    ]

    operations = [
        migrations.AddField(
            model_name="advisor",
            name="blocked_days",
            field=models.TextField(
                blank=True,
                default="",
                help_text="Days without calls, a line each: 2026-12-24, or 2026-12-24 to 2027-01-02",
                validators=[
                    terms.fields.columns.printable,
                    django.core.validators.MaxLengthValidator(20000),
                    advisory.models.advisor.check_blocked_days,
                ],
            ),
        ),
        migrations.AddField(
            model_name="advisor",
            name="duration",
            field=models.CharField(blank=True, default="", max_length=120),
        ),
        migrations.AddField(
            model_name="advisor",
            name="hours",
            field=models.TextField(
                blank=True,
                default="",
                help_text="When calls are usually taken, a line each: Mon-Thu 09:00-12:00",
                validators=[
                    terms.fields.columns.printable,
                    django.core.validators.MaxLengthValidator(20000),
                    advisory.models.advisor.check_hours,
                ],
            ),
        ),
        migrations.AddField(
            model_name="advisor",
            name="lead_hours",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="How many hours before a call it must be asked for; otherwise 24.",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(720),
                ],
            ),
        ),
        migrations.AddField(
            model_name="advisor",
            name="price",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AddField(
            model_name="advisor",
            name="reply",
            field=models.CharField(
                blank=True,
                default="",
                help_text="When somebody who asks for a call hears back.",
                max_length=300,
            ),
        ),
        migrations.AddField(
            model_name="advisor",
            name="slot_minutes",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="How long a call is; otherwise ADVISORY_CALL_MINUTES says so.",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(5),
                    django.core.validators.MaxValueValidator(480),
                ],
            ),
        ),
        migrations.AddField(
            model_name="advisor",
            name="time_zone",
            field=models.CharField(
                blank=True,
                default="",
                help_text="The time zone of the hours below, such as Europe/Berlin.",
                max_length=120,
                validators=[advisory.models.advisor.check_zone],
            ),
        ),
        migrations.AddField(
            model_name="advisor",
            name="what_happens",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
    ]
