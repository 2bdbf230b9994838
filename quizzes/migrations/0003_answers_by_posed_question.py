"""An answer belongs to a posed question, once; apart from 0002, since PostgreSQL alters no table
whose rows the same transaction has written."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0002_kinds_and_posed_questions")]

    operations = [
        migrations.RemoveConstraint("answer", "answer_once"),
        migrations.RemoveField("answer", "attempt"),
        migrations.RemoveField("answer", "question"),
        migrations.RemoveField("answer", "option"),
        migrations.AlterField(
            "answer",
            "posed",
            models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answer",
                to="quizzes.posedquestion",
            ),
        ),
        migrations.AlterField("answer", "response", models.CharField(max_length=120)),
        migrations.AlterField("answer", "earned", models.PositiveSmallIntegerField()),
        migrations.AlterField("answer", "worth", models.PositiveSmallIntegerField()),
        migrations.AddConstraint(
            "answer",
            models.CheckConstraint(
                condition=models.Q(("earned__lte", models.F("worth")), ("worth__gte", 1)),
                name="answer_credit_in_range",
            ),
        ),
    ]
