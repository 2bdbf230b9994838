# Finished results keep rule 1, and open assessments go on under rule 2. "Everywhere" said until now
# that it could be shown as well; "started" is now called "in some places".
from django.db import migrations


def keep_rule_1(apps, schema_editor):
    Assessment = apps.get_model("maturity", "Assessment")
    Response = apps.get_model("maturity", "Response")
    Assessment.objects.filter(finished_at__isnull=False).update(rule=1)
    Response.objects.filter(value="everywhere").update(can_be_shown=True)
    Response.objects.filter(value="started").update(value="some_places")


class Migration(migrations.Migration):
    dependencies = [("maturity", "0010_rule_and_levels")]

    operations = [migrations.RunPython(keep_rule_1, migrations.RunPython.noop, elidable=True)]
