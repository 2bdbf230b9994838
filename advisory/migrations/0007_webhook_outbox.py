"""What happens to calls is told to other systems, from an outbox."""

import django.db.models.deletion
from django.db import migrations, models

import advisory.models.webhooks


class Migration(migrations.Migration):
    dependencies = [
        ("advisory", "0006_calendar_uid"),
    ]

    operations = [
        migrations.CreateModel(
            name="WebhookEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "event_id",
                    models.CharField(
                        default=advisory.models.webhooks.make_event_id, max_length=36, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("call.requested", "Call requested"),
                            ("call.accepted", "Call accepted"),
                            ("call.declined", "Call declined"),
                            ("call.withdrawn", "Call withdrawn"),
                            ("call.booked", "Call booked"),
                        ],
                        max_length=20,
                    ),
                ),
                ("body", models.TextField()),
                ("happened_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="WebhookDelivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("delivered", "Delivered"),
                            ("dead", "Given up"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("due_at", models.DateTimeField()),
                ("delivered_at", models.DateTimeField(blank=True, null=True)),
                ("last_fault", models.CharField(blank=True, default="", max_length=300)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="advisory.webhookevent",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "webhook deliveries",
                "indexes": [models.Index(fields=["state", "due_at"], name="webhook_delivery_due")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "address"), name="webhook_delivery_once"
                    )
                ],
            },
        ),
    ]
