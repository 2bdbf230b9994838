from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("authoring", "0003_former_slugs")]

    operations = [
        migrations.CreateModel(
            name="FailedLoad",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("failed_at", models.DateTimeField(auto_now=True)),
                ("reasons", models.TextField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="failed_load_is_one_row"
                    )
                ],
            },
        ),
    ]
