from importlib import import_module

from django.db import migrations, models

_FORM = import_module("terms.migrations.0016_one_normal_form")

SECTIONS = (
    *("key_metrics", "explanation", "where_used", "who_uses_it", "why_it_matters"),
    *("how_to_apply", "checklist", "comparisons", "how_it_works", "mistakes", "practices"),
    *("benchmarks", "faq", "sources"),
)
DROP = [
    *(f"DROP TRIGGER terms_searchtext_{event}" for event in ("insert", "delete", "update")),
    "DROP TABLE terms_searchtext",
]
CREATE = _FORM.index_of("terms_searchtext", _FORM.WORDS)


class Migration(migrations.Migration):
    """A document holds its sections by their anchors: another section needs no other column."""

    dependencies = [("terms", "0019_first_term")]

    operations = [
        migrations.RunPython(_FORM.forget_derived, migrations.RunPython.noop),
        migrations.RunPython(_FORM.run(DROP, []), _FORM.run(CREATE, [])),
        *(migrations.RemoveField("searchdocument", name) for name in SECTIONS),
        migrations.AddField("searchdocument", "sections", models.JSONField(default=dict)),
        migrations.RunPython(_FORM.run(CREATE, []), _FORM.run(DROP, [])),
        migrations.RunPython(migrations.RunPython.noop, _FORM.forget_derived),
    ]
