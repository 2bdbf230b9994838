from django.db import migrations

COLUMNS = (
    "title, names, tldr, key_metrics, explanation, where_used, who_uses_it, why_it_matters, "
    "how_to_apply, checklist, comparisons, how_it_works, mistakes, practices, benchmarks, faq, sources"
)


def build_with(prefix):
    """Builds the text index anew, with an index of its own for starts of words of these lengths."""

    def build(apps, schema_editor):
        if schema_editor.connection.vendor != "sqlite":
            return
        for statement in (
            "DROP TABLE terms_searchtext",
            (
                f"CREATE VIRTUAL TABLE terms_searchtext USING fts5({COLUMNS}, "
                "content='terms_searchdocument', content_rowid='term_id', "
                f"prefix='{prefix}', tokenize='porter unicode61 remove_diacritics 2')"
            ),
            "INSERT INTO terms_searchtext(terms_searchtext) VALUES ('rebuild')",
        ):
            schema_editor.execute(statement, params=None)

    return build


class Migration(migrations.Migration):
    dependencies = [("terms", "0006_links_and_graph")]

    operations = [migrations.RunPython(build_with("1 2 3"), build_with("2 3"))]
