"""Fields that name another row, as files do: by its key or slug, with a list to choose from."""

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from terms.models import Source, Term

_MOST_LISTED = 1_000
"""Names in the list of one field: a longer one is no help, and any name can be typed."""


class RowByNameField(forms.ModelChoiceField[Any]):
    """A source by its key, a term by its slug: typed, or chosen from the browser's own list."""

    KEYS = {Source: "key", Term: "slug"}
    widget = forms.TextInput
    default_error_messages = {
        "invalid_choice": _("There is no “%(value)s”. Choose one of the list.")
    }

    def __init__(self, queryset: Any, **options: Any) -> None:
        self.list_id = f"names-{queryset.model._meta.model_name}"
        options |= {"to_field_name": self.KEYS[queryset.model], "blank": True}
        options.pop("limit_choices_to", None)
        super().__init__(queryset, **options)
        self.widget.attrs |= {"list": self.list_id, "autocomplete": "off", "class": "vTextField"}
        self._known: dict[str, dict[int, tuple[str, str]]] = {}

    @property
    def _named(self) -> dict[int, tuple[str, str]]:
        """Key and title by number, read once for all rows that share the field."""
        if "all" not in self._known:
            rows: Any = self.queryset
            rows = rows.order_by("title").values_list("pk", self.to_field_name, "title")
            self._known["all"] = {pk: (key, title) for pk, key, title in rows}
        return self._known["all"]

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return self._named.get(value, ("", ""))[0]
        return super().prepare_value(value)

    @property
    def datalist(self) -> SafeString:
        """The names to choose from."""
        options = format_html_join(
            "", '<option value="{}">{}</option>', [*self._named.values()][:_MOST_LISTED]
        )
        return format_html('<datalist id="{}">{}</datalist>', self.list_id, options)


def datalists() -> list[SafeString]:
    """What the fields of a form choose from, each list once for all of them."""
    return [RowByNameField(model._default_manager.all()).datalist for model in RowByNameField.KEYS]
