# A short assessment says that its result is rough.
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("maturity", "0002_response_evidence")]

    operations = [
        migrations.AddField("maturitymodel", "is_rough", models.BooleanField(default=False)),
    ]
