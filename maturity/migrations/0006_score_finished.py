# Results that exist get their level and index as columns.
from django.db import migrations

from maturity.scoring.rows import keyed_answers, scoring_model, two_places
from maturity.scoring.rule_1 import RULE_1
from maturity.scoring.scoring import AnswerValue, score


def score_finished(apps, schema_editor):
    Assessment = apps.get_model("maturity", "Assessment")
    for assessment in Assessment.objects.filter(finished_at__isnull=False).iterator():
        dimensions = [one for one in assessment.model.dimensions.all() if one.statements.exists()]
        rows = assessment.responses.values_list("statement_id", "value")
        answers = keyed_answers(dimensions, {pk: AnswerValue(value) for pk, value in rows})
        result = score(scoring_model(dimensions), answers, missing_as_not_yet=True, rule=RULE_1)
        assessment.level = result.level
        assessment.index = None if result.index is None else two_places(result.index)
        assessment.save(update_fields=["level", "index"])


class Migration(migrations.Migration):
    dependencies = [("maturity", "0005_plan_team_and_level")]

    operations = [migrations.RunPython(score_finished, migrations.RunPython.noop, elidable=True)]
