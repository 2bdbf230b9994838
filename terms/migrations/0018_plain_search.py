from importlib import import_module

from django.db import migrations

_INDEX = import_module("terms.migrations.0005_search_index")
_FORMS = import_module("terms.migrations.0016_one_normal_form")

EVENTS = ("insert", "delete", "update")
DROP_SQLITE = [
    "DROP TABLE terms_searchword",
    *(f"DROP TRIGGER terms_searchhead_{event}" for event in EVENTS),
    "DROP TABLE terms_searchhead",
    *(f"DROP TRIGGER terms_nametrigram_{event}" for event in EVENTS),
    "DROP TABLE terms_nametrigram",
]
CREATE_SQLITE = [
    *_INDEX.SQLITE[4:],
    "INSERT INTO terms_nametrigram(rowid, padded) SELECT id, '  ' || key || ' ' FROM terms_searchname",
    *_FORMS.index_of("terms_searchhead", _FORMS.HEAD),
    "INSERT INTO terms_searchhead(terms_searchhead) VALUES ('rebuild')",
    "CREATE VIRTUAL TABLE terms_searchword USING fts5vocab(terms_searchtext, 'instance')",
]


class Migration(migrations.Migration):
    """One index of texts is left; names are compared, terms counted and neighbours found when
    somebody asks."""

    dependencies = [("terms", "0017_term_images")]

    operations = [
        migrations.RunPython(
            _FORMS.run(DROP_SQLITE, ["DROP INDEX terms_searchname_trigram"]),
            _FORMS.run(CREATE_SQLITE, [_INDEX.POSTGRESQL[-1]]),
        ),
        migrations.DeleteModel(name="ShelfCount"),
        migrations.DeleteModel(name="Neighbour"),
    ]
