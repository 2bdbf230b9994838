"""Scenarios with their tiers, refused where the cost model refuses them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from calculator.exports.wording import usd
from calculator.model.cost_model import Scenario, Tier
from calculator.model.economics import Volume
from calculator.model.ranges import CostModelError
from calculator.models import CostScenario, CostTier
from glossary_site.admin import PLAIN_DECIMALS, is_changed
from glossary_site.web.http import signed_in
from terms.changes import content_edited
from terms.content_admin import ContentAdmin
from terms.models import Figure

VOLUME_FIELDS = ("users", "requests_per_user", "price_per_user_usd", "other_cogs_share")


class CostScenarioForm(forms.ModelForm[CostScenario]):
    """The example volume, checked by the cost model, whose fields have the same names."""

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                Volume(**{name: values[name] for name in VOLUME_FIELDS})
            except CostModelError as error:
                self.add_error(error.field, str(error))
        return values


class CostTierFormSet(forms.BaseInlineFormSet[CostTier, CostScenario, Any]):
    """The tiers of one scenario, checked together by the cost model."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        kept = [form.cleaned_data for form in self.forms if self._is_kept(form)]
        try:
            Scenario(tuple(Tier(row["name"], row["share"], row["price_usd"]) for row in kept))
        except CostModelError as error:
            raise forms.ValidationError(str(error)) from error
        if any(figure.term_id != self.instance.term_id for figure in _figures(kept)):
            raise forms.ValidationError(gettext("A tier names a figure of another term."))

    def _is_kept(self, form: Any) -> bool:
        return bool(form.cleaned_data) and not form.cleaned_data.get("DELETE")


def _figures(rows: list[dict[str, Any]]) -> list[Figure]:
    return [row[name] for row in rows for name in ("share_figure", "price_figure")]


class CostTierInline(admin.TabularInline[CostTier, CostScenario]):
    model = CostTier
    formset = CostTierFormSet
    extra = 0
    max_num = 5
    formfield_overrides = PLAIN_DECIMALS
    prepopulated_fields = {"key": ("name",)}


@admin.register(CostScenario)
class CostScenarioAdmin(ContentAdmin):
    form = CostScenarioForm
    inlines = [CostTierInline]
    list_display = ("title", "term", "unit", "blended_cost")
    list_select_related = ("term",)
    search_fields = ("title", "term__title", "tiers__name")
    autocomplete_fields = ("term",)
    formfield_overrides = PLAIN_DECIMALS

    def get_queryset(self, request: HttpRequest) -> QuerySet[CostScenario]:
        return super().get_queryset(request).prefetch_related("tiers")

    @admin.display(description=_("Blended cost"))
    def blended_cost(self, scenario: CostScenario) -> str:
        return usd(scenario.blended_cost_usd)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("term",) if obj else ()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """After the tiers: remember that the term's files did not write this."""
        super().save_related(request, form, formsets, change)
        if is_changed(form, formsets):
            content_edited(form.instance.term, signed_in(request))

    def delete_model(self, request: HttpRequest, obj: CostScenario) -> None:
        super().delete_model(request, obj)
        content_edited(obj.term, signed_in(request))
