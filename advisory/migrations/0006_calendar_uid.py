"""A call keeps its name in calendars, whatever the site is called; those that have one keep it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import migrations, models

import advisory.models.calls


def name_calls(apps, schema_editor):
    """Old calls were named after their number and the site's host."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    calls = apps.get_model("advisory", "CallRequest").objects
    for pk in calls.values_list("pk", flat=True):
        calls.filter(pk=pk).update(calendar_uid=f"call-{pk}@{host}")


class Migration(migrations.Migration):
    dependencies = [("advisory", "0005_terms_and_hours")]

    operations = [
        migrations.AddField(
            "callrequest", "minutes", models.PositiveSmallIntegerField(editable=False, null=True)
        ),
        migrations.AddField(
            "callrequest",
            "calendar_uid",
            models.CharField(editable=False, max_length=300, null=True),
        ),
        migrations.RunPython(name_calls, migrations.RunPython.noop),
        migrations.AlterField(
            "callrequest",
            "calendar_uid",
            models.CharField(
                default=advisory.models.calls.make_calendar_uid,
                editable=False,
                max_length=300,
                unique=True,
            ),
        ),
    ]
