from importlib import import_module

from django.db import migrations, models

from terms.names.naming import name_key

_INDEX = import_module("terms.migrations.0005_search_index")
_HEAD = import_module("terms.migrations.0013_search_heads")
initial = import_module("terms.migrations.0004_title_keys").initial

WORDS = ("title_words", "names_words", "tldr_words", "section_words")
HEAD = WORDS[:3]
TOKENS = "tokenize=\"porter unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'\""


def index_of(table, columns):
    """A text index on SQLite over these columns of the documents, and the triggers that fill it."""
    names = ", ".join(columns)
    old, new = (", ".join(f"{row}.{name}" for name in columns) for row in ("old", "new"))
    remove = f"INSERT INTO {table}({table}, rowid, {names}) VALUES ('delete', old.term_id, {old});"
    add = f"INSERT INTO {table}(rowid, {names}) VALUES (new.term_id, {new});"
    return [
        (
            f"CREATE VIRTUAL TABLE {table} USING fts5({names}, content='terms_searchdocument', "
            f"content_rowid='term_id', prefix='1 2 3', {TOKENS})"
        ),
        f"CREATE TRIGGER {table}_insert AFTER INSERT ON terms_searchdocument BEGIN {add} END",
        f"CREATE TRIGGER {table}_delete AFTER DELETE ON terms_searchdocument BEGIN {remove} END",
        f"CREATE TRIGGER {table}_update AFTER UPDATE ON terms_searchdocument BEGIN {remove} {add} END",
    ]


DROP_SQLITE = [
    *_HEAD.DROP,
    *(f"DROP TRIGGER terms_searchtext_{event}" for event in ("insert", "delete", "update")),
    "DROP TABLE terms_searchtext",
]
CREATE_SQLITE = [
    *index_of("terms_searchtext", WORDS),
    *index_of("terms_searchhead", HEAD),
    "CREATE VIRTUAL TABLE terms_searchword USING fts5vocab(terms_searchtext, 'instance')",
]
FORMER_SQLITE = [
    _INDEX.CREATE_TEXT.replace("prefix='2 3'", "prefix='1 2 3'"),
    *_INDEX.SQLITE[1:4],
    *_HEAD.CREATE,
]

DROP_POSTGRESQL = [
    "DROP INDEX terms_searchdocument_vector",
    "ALTER TABLE terms_searchdocument DROP COLUMN vector",
]
VECTOR = " || ".join(
    f"setweight(to_tsvector('terms_search', {column}), '{weight}')"
    for column, weight in zip(WORDS, "ABCD", strict=True)
)
CREATE_POSTGRESQL = [
    "DROP FUNCTION terms_search_words(text)",
    # The stemmer of English without its stop words: a term may be called 'Off' or 'To be'.
    "CREATE TEXT SEARCH DICTIONARY terms_search_stem (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION terms_search (COPY = english)",
    (
        "ALTER TEXT SEARCH CONFIGURATION terms_search "
        "ALTER MAPPING REPLACE english_stem WITH terms_search_stem"
    ),
    f"ALTER TABLE terms_searchdocument ADD COLUMN vector tsvector GENERATED ALWAYS AS ({VECTOR}) STORED",
    "CREATE INDEX terms_searchdocument_vector ON terms_searchdocument USING gin (vector)",
]
FORMER_POSTGRESQL = _INDEX.POSTGRESQL[1:4]
UNDO_POSTGRESQL = [
    *DROP_POSTGRESQL,
    "DROP TEXT SEARCH CONFIGURATION terms_search",
    "DROP TEXT SEARCH DICTIONARY terms_search_stem",
]


def run(sqlite, postgresql):
    return _INDEX.run({"sqlite": sqlite, "postgresql": postgresql})


def forget_derived(apps, schema_editor):
    """The next load writes the documents, and makes the links, by the new form."""
    for name in ("SearchDocument", "KnownLabel"):
        apps.get_model("terms", name).objects.all().delete()


def derive_titles(apps, schema_editor):
    terms = apps.get_model("terms", "Term").objects
    batch = []
    for term in terms.only("title").iterator(chunk_size=500):
        term.title_key = name_key(term.title)
        term.initial = initial(term.title_key)
        batch.append(term)
    terms.bulk_update(batch, ["title_key", "initial"], batch_size=200)


class Migration(migrations.Migration):
    """Both databases index words in the normal form that names and links have."""

    dependencies = [("terms", "0015_ranges")]

    operations = [
        migrations.RunPython(forget_derived, migrations.RunPython.noop),
        migrations.RunPython(
            run(DROP_SQLITE, DROP_POSTGRESQL), run(FORMER_SQLITE, FORMER_POSTGRESQL)
        ),
        *(
            migrations.AddField("searchdocument", name, models.TextField(default=""))
            for name in WORDS
        ),
        migrations.RunPython(
            run(CREATE_SQLITE, CREATE_POSTGRESQL), run(DROP_SQLITE, UNDO_POSTGRESQL)
        ),
        migrations.RunPython(derive_titles, forget_derived),
    ]
