import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("terms", "0013_search_heads"),
    ]

    operations = [
        migrations.AlterField(
            model_name="checklisttick",
            name="item",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="ticks",
                to="terms.checklistitem",
            ),
        ),
        migrations.AddField(
            model_name="checklisttick",
            name="term",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="terms.term",
            ),
        ),
        migrations.AddField(
            model_name="checklisttick",
            name="key",
            field=models.CharField(blank=True, default="", max_length=80),
        ),
        migrations.AddConstraint(
            model_name="checklisttick",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("item__isnull", False), ("term__isnull", True)),
                    models.Q(("item__isnull", True), ("term__isnull", False)),
                    _connector="OR",
                ),
                name="checklist_tick_of_item_or_waiting",
            ),
        ),
    ]
