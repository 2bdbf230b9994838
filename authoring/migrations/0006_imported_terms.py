from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("authoring", "0005_reader_reports")]

    operations = [
        migrations.CreateModel(
            name="ImportedTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=600, unique=True)),
                ("slug", models.CharField(max_length=80)),
                ("digest", models.CharField(max_length=16)),
                ("proposed", models.CharField(blank=True, max_length=16)),
            ],
        ),
    ]
