# Whether others may see a result by its link; links that were handed out stay good.
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("maturity", "0003_maturity_model_is_rough")]

    operations = [
        migrations.AddField("assessment", "is_shared", models.BooleanField(default=True)),
    ]
