from django.db import migrations

HEAD = ("title", "names", "tldr")
COLUMNS = ", ".join(HEAD)
OLD = ", ".join(f"old.{name}" for name in HEAD)
NEW = ", ".join(f"new.{name}" for name in HEAD)
REMOVE = (
    f"INSERT INTO terms_searchhead(terms_searchhead, rowid, {COLUMNS}) "
    f"VALUES ('delete', old.term_id, {OLD});"
)
ADD = f"INSERT INTO terms_searchhead(rowid, {COLUMNS}) VALUES (new.term_id, {NEW});"

CREATE = [
    (
        f"CREATE VIRTUAL TABLE terms_searchhead USING fts5({COLUMNS}, "
        "content='terms_searchdocument', content_rowid='term_id', "
        "prefix='1 2 3', tokenize='porter unicode61 remove_diacritics 2')"
    ),
    "INSERT INTO terms_searchhead(terms_searchhead) VALUES ('rebuild')",
    f"CREATE TRIGGER terms_searchhead_insert AFTER INSERT ON terms_searchdocument BEGIN {ADD} END",
    f"CREATE TRIGGER terms_searchhead_delete AFTER DELETE ON terms_searchdocument BEGIN {REMOVE} END",
    f"CREATE TRIGGER terms_searchhead_update AFTER UPDATE ON terms_searchdocument BEGIN {REMOVE} {ADD} END",
    # The words of the text index, as it shows them; this table holds nothing of its own.
    "CREATE VIRTUAL TABLE terms_searchword USING fts5vocab(terms_searchtext, 'instance')",
]
DROP = [
    "DROP TABLE terms_searchword",
    "DROP TRIGGER terms_searchhead_insert",
    "DROP TRIGGER terms_searchhead_delete",
    "DROP TRIGGER terms_searchhead_update",
    "DROP TABLE terms_searchhead",
]


def on_sqlite(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            for statement in statements:
                schema_editor.execute(statement, params=None)

    return run


class Migration(migrations.Migration):
    """SQLite's index of names and TL;DRs alone, in which common words are found."""

    dependencies = [("terms", "0012_set_apostrophes")]

    operations = [migrations.RunPython(on_sqlite(CREATE), on_sqlite(DROP))]
