import unicodedata

from django.db import migrations

TEXTS = ("title", "names", "tldr", "key_metrics", "explanation", "where_used", "who_uses_it",
         "why_it_matters", "how_to_apply", "checklist", "comparisons", "how_it_works", "mistakes",
         "practices", "benchmarks", "faq", "sources")  # fmt: skip
COLUMNS = ", ".join(TEXTS)
OLD = ", ".join(f"old.{name}" for name in TEXTS)
NEW = ", ".join(f"new.{name}" for name in TEXTS)
REMOVE_TEXT = f"INSERT INTO terms_searchtext(terms_searchtext, rowid, {COLUMNS}) VALUES ('delete', old.term_id, {OLD});"
ADD_TEXT = f"INSERT INTO terms_searchtext(rowid, {COLUMNS}) VALUES (new.term_id, {NEW});"
REMOVE_NAME = "INSERT INTO terms_nametrigram(terms_nametrigram, rowid, padded) VALUES ('delete', old.id, '  ' || old.key || ' ');"
ADD_NAME = "INSERT INTO terms_nametrigram(rowid, padded) VALUES (new.id, '  ' || new.key || ' ');"

CREATE_TEXT = (
    f"CREATE VIRTUAL TABLE terms_searchtext USING fts5({COLUMNS}, content='terms_searchdocument', "
    "content_rowid='term_id', prefix='2 3', tokenize='porter unicode61 remove_diacritics 2')"
)

SQLITE = [
    CREATE_TEXT,
    f"CREATE TRIGGER terms_searchtext_insert AFTER INSERT ON terms_searchdocument BEGIN {ADD_TEXT} END",
    f"CREATE TRIGGER terms_searchtext_delete AFTER DELETE ON terms_searchdocument BEGIN {REMOVE_TEXT} END",
    f"CREATE TRIGGER terms_searchtext_update AFTER UPDATE ON terms_searchdocument BEGIN {REMOVE_TEXT} {ADD_TEXT} END",
    "CREATE VIRTUAL TABLE terms_nametrigram USING fts5(padded, content='', detail='none', columnsize=0, tokenize='trigram')",
    f"CREATE TRIGGER terms_nametrigram_insert AFTER INSERT ON terms_searchname BEGIN {ADD_NAME} END",
    f"CREATE TRIGGER terms_nametrigram_delete AFTER DELETE ON terms_searchname BEGIN {REMOVE_NAME} END",
    f"CREATE TRIGGER terms_nametrigram_update AFTER UPDATE ON terms_searchname BEGIN {REMOVE_NAME} {ADD_NAME} END",
]
SQLITE_BACK = [
    "DROP TRIGGER terms_searchtext_insert",
    "DROP TRIGGER terms_searchtext_delete",
    "DROP TRIGGER terms_searchtext_update",
    "DROP TRIGGER terms_nametrigram_insert",
    "DROP TRIGGER terms_nametrigram_delete",
    "DROP TRIGGER terms_nametrigram_update",
    "DROP TABLE terms_searchtext",
    "DROP TABLE terms_nametrigram",
]

# PostgreSQL takes 'a/b' for a file and '-4' for a number; as spaces they part words, as in SQLite.
SIGNS = "-/_.:@+=&'’~"
ACCENTED = {
    chr(code): base
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if (base := unicodedata.normalize("NFD", chr(code))[0]).isascii() and base.isalpha()
}
PLAIN = (
    "CREATE FUNCTION terms_search_words(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS "
    f"$$ SELECT translate($1, '{SIGNS.replace(chr(39), chr(39) * 2)}{''.join(ACCENTED)}', "
    f"'{' ' * len(SIGNS)}{''.join(ACCENTED.values())}') $$"
)


def weighted(names, weight):
    text = " || ' ' || ".join(names)
    return f"setweight(to_tsvector('english', terms_search_words({text})), '{weight}')"


VECTOR = " || ".join(
    [
        weighted(["title"], "A"),
        weighted(["names"], "B"),
        weighted(["tldr"], "C"),
        weighted(TEXTS[3:], "D"),
    ]
)
POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    PLAIN,
    f"ALTER TABLE terms_searchdocument ADD COLUMN vector tsvector GENERATED ALWAYS AS ({VECTOR}) STORED",
    "CREATE INDEX terms_searchdocument_vector ON terms_searchdocument USING gin (vector)",
    "CREATE INDEX terms_searchname_trigram ON terms_searchname USING gin (key gin_trgm_ops)",
]
POSTGRESQL_BACK = [
    "DROP INDEX terms_searchname_trigram",
    "ALTER TABLE terms_searchdocument DROP COLUMN vector",
    "DROP FUNCTION terms_search_words(text)",
]


def run(statements):
    def run_on(apps, schema_editor):
        for statement in statements.get(schema_editor.connection.vendor, []):
            schema_editor.execute(statement, params=None)

    return run_on


class Migration(migrations.Migration):
    dependencies = [("terms", "0004_title_keys")]

    operations = [
        migrations.RunPython(
            run({"sqlite": SQLITE, "postgresql": POSTGRESQL}),
            run({"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}),
        )
    ]
