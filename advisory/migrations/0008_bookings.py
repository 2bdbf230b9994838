"""Bookings at a scheduler are joined to the page that their readers came from."""

from django.db import migrations, models

import advisory.models.calls


class Migration(migrations.Migration):
    dependencies = [
        ("advisory", "0007_webhook_outbox"),
    ]

    operations = [
        migrations.AddField(
            model_name="handover",
            name="agreed",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.CreateModel(
            name="Booking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scheduler", models.CharField(max_length=10)),
                ("uid", models.CharField(max_length=300)),
                (
                    "call",
                    models.CharField(
                        default=advisory.models.calls.make_calendar_uid, max_length=36
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("booked", "Booked"),
                            ("cancelled", "Cancelled"),
                            ("moved", "Moved"),
                        ],
                        max_length=10,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("said_at", models.DateTimeField()),
                ("sequence", models.PositiveSmallIntegerField(default=0)),
                ("reference", models.CharField(blank=True, default="", max_length=32)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("term", "A term"),
                            ("result", "A maturity result"),
                            ("calculation", "The calculator"),
                            ("direct", "The advisor’s page"),
                        ],
                        default="direct",
                        max_length=12,
                    ),
                ),
                ("agreed", models.TextField(blank=True, default="")),
            ],
            options={
                "ordering": ["-starts_at"],
                "constraints": [
                    models.UniqueConstraint(fields=("scheduler", "uid"), name="booking_kept_once")
                ],
            },
        ),
    ]
