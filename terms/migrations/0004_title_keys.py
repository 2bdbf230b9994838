from django.db import migrations
from django.db.models import Count

from terms.search.words import initial, name_key


def derive_titles(apps, schema_editor):
    Term = apps.get_model("terms", "Term")
    batch = []
    for term in Term.objects.only("title").iterator(chunk_size=500):
        term.title_key = name_key(term.title)
        term.initial = initial(term.title_key)
        batch.append(term)
    Term.objects.bulk_update(batch, ["title_key", "initial"], batch_size=200)


def count_shelves(apps, schema_editor):
    Term, ShelfCount = apps.get_model("terms", "Term"), apps.get_model("terms", "ShelfCount")
    shelves = Term.objects.filter(status="published").order_by().values_list("category", "initial")
    ShelfCount.objects.bulk_create(
        ShelfCount(category_id=category, initial=first, number=number)
        for category, first, number in shelves.annotate(Count("pk"))
    )


class Migration(migrations.Migration):
    dependencies = [("terms", "0003_search")]

    operations = [
        migrations.RunPython(derive_titles, migrations.RunPython.noop),
        migrations.RunPython(count_shelves, migrations.RunPython.noop),
    ]
