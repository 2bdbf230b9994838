# Results finished before 'not rated' existed get the level, or none, that their answers have now.
from django.db import migrations

from maturity.scoring.rows import keyed_answers, scoring_model, two_places
from maturity.scoring.rule_1 import RULE_1
from maturity.scoring.scoring import AnswerValue, score


def rate_what_applies(apps, schema_editor):
    Assessment = apps.get_model("maturity", "Assessment")
    finished = Assessment.objects.filter(finished_at__isnull=False)
    for assessment in finished.filter(responses__value="not_applicable").distinct().iterator():
        dimensions = [one for one in assessment.model.dimensions.all() if one.statements.exists()]
        rows = assessment.responses.values_list("statement_id", "value")
        answers = keyed_answers(dimensions, {pk: AnswerValue(value) for pk, value in rows})
        result = score(scoring_model(dimensions), answers, missing_as_not_yet=True, rule=RULE_1)
        assessment.level = result.level
        assessment.index = None if result.index is None else two_places(result.index)
        assessment.save(update_fields=["level", "index"])


class Migration(migrations.Migration):
    dependencies = [("maturity", "0008_ranges")]

    operations = [migrations.RunPython(rate_what_applies, migrations.RunPython.noop, elidable=True)]
