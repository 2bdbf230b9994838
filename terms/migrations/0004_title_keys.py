from django.db import migrations
from django.db.models import Count

from terms.names.naming import name_key


def initial(key):
    """The shelf of a name with this key, until the next load gives it that of its language."""
    first = next(filter(str.isalnum, key), "")
    return first if first.isascii() and first.isalpha() else "0-9"


def derive_titles(apps, schema_editor):
    terms = apps.get_model("terms", "Term").objects
    batch = []
    for term in terms.only("title").iterator(chunk_size=500):
        term.title_key = name_key(term.title)
        term.initial = initial(term.title_key)
        batch.append(term)
    terms.bulk_update(batch, ["title_key", "initial"], batch_size=200)


def count_shelves(apps, schema_editor):
    model = apps.get_model("terms", "ShelfCount")
    terms = apps.get_model("terms", "Term").objects.filter(status="published").order_by()
    shelves = terms.values_list("category", "initial").annotate(Count("pk"))
    model.objects.bulk_create(
        model(category_id=category, initial=first, number=number)
        for category, first, number in shelves
    )


class Migration(migrations.Migration):
    dependencies = [("terms", "0003_search")]

    operations = [
        migrations.RunPython(derive_titles, migrations.RunPython.noop),
        migrations.RunPython(count_shelves, migrations.RunPython.noop),
    ]
