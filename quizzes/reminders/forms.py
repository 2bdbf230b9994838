"""What a learner says of their reminders: the clock, the address, the days."""

import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import formats
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from glossary_site.time_zones import canonical_zone
from glossary_site.web.forms.fields import EmailField
from quizzes.models.reminders import EVERY_DAY, ZONE_CHARACTERS

USUAL_HOUR = 8


class TimeZoneField(forms.CharField):
    """A time zone by its name; a page has the list of them once, as `time-zones`.

    Where nobody has chosen one, a script writes the browser's own.
    """

    def __init__(self, **options: Any) -> None:
        attrs = {"list": "time-zones", "autocomplete": "off", "data-own-time-zone": ""}
        super().__init__(
            label=_("Your time zone"),
            help_text=_("Such as Europe/Berlin."),
            max_length=ZONE_CHARACTERS,
            widget=forms.TextInput(attrs=attrs),
            **options,
        )

    def clean(self, value: Any) -> str:
        name = canonical_zone(str(super().clean(value)).replace(" ", "_"))
        if name is None:
            raise forms.ValidationError(
                _("This is no time zone. Choose one of the list, or write UTC.")
            )
        return name


class CalendarForm(forms.Form):
    """On whose clock the calendar's days begin."""

    time_zone = TimeZoneField(initial="UTC")


class MailForm(forms.Form):
    """Where to write to, and when."""

    email = EmailField(
        label=_("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    weekdays = forms.MultipleChoiceField(
        label=_("Days"),
        choices=[(str(number), name) for number, name in WEEKDAYS.items()],
        initial=list(EVERY_DAY),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day.")},
    )
    hour = forms.TypedChoiceField(
        label=_("Time of day"),
        coerce=int,
        choices=lambda: [(hour, _clock(hour)) for hour in range(24)],
        initial=USUAL_HOUR,
    )
    time_zone = TimeZoneField(initial="UTC")

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, auto_id="mail_%s", **options)

    def clean_weekdays(self) -> str:
        return "".join(sorted(self.cleaned_data["weekdays"]))


def _clock(hour: int) -> str:
    return formats.time_format(datetime.time(hour), "TIME_FORMAT")
