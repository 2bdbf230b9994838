"""The form by which somebody asks for a call."""

import datetime
import time
import zoneinfo
from itertools import groupby
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core import signing
from django.utils import formats, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from advisory.models import CallRequest
from glossary_site.text.invisible import without_invisible
from glossary_site.web.form_fields import EmailField, TextField

FASTEST_S = 3
"""Nobody reads and fills in the form in less."""

OPEN_FOR_S = 24 * 60 * 60
FURTHEST = datetime.timedelta(days=366)
_SALT = "advisory.form"


def opening_stamp(opened_at: float) -> str:
    """The moment in seconds since 1970 at which the form was shown, signed."""
    return signing.dumps(int(opened_at), salt=_SALT)


Choices = list[tuple[str, str | list[tuple[str, str]]]]
_REGIONS = frozenset({
    *("Africa", "America", "Antarctica", "Arctic", "Asia"),
    *("Atlantic", "Australia", "Europe", "Indian", "Pacific"),
})  # fmt: skip


def time_zone_names() -> tuple[str, ...]:
    """UTC, then the IANA names of all regions.

    Older names such as `US/Pacific` are left out: each of them is another name of one here.
    """
    return ("UTC", *sorted(name for name in available_timezones() if _region(name) in _REGIONS))


def time_zone_choices() -> Choices:
    """The names by region, as choices of a Django field."""
    utc, *names = time_zone_names()
    choices: Choices = [(utc, utc)]
    for region, here in groupby(names, key=_region):
        choices.append((region, [(name, _place(name)) for name in here]))
    return choices


def _region(name: str) -> str:
    return name.partition("/")[0]


def _place(name: str) -> str:
    """`Argentina, Buenos Aires` of `America/Argentina/Buenos_Aires`."""
    return name.partition("/")[2].replace("/", ", ").replace("_", " ")


class ZoneSelect(forms.Select):
    """A list of time zones; a script on the page chooses the reader's own where none is."""

    def __init__(self) -> None:
        super().__init__(attrs={"data-time-zone": True, "translate": "no"})


class CallTimeField(forms.DateTimeField):
    """A moment on the reader's clock; the form knows in which time zone that hangs."""

    def __init__(self, label: Any) -> None:
        entry = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(label=label, required=False, widget=entry)

    def to_python(self, value: Any) -> datetime.datetime | None:
        """The moment; where clocks are changed, a time that is left out or comes twice is not one.

        The message names two that are.
        """
        try:
            return super().to_python(value)
        except forms.ValidationError as error:
            if error.code != "ambiguous_timezone" or not error.params:
                raise
            raise _clock_change(error.params["datetime"]) from error

    def clean(self, value: Any) -> datetime.datetime | None:
        cleaned: datetime.datetime | None = super().clean(value)
        if cleaned is None:
            return None
        now = timezone.now()
        if cleaned <= now:
            raise forms.ValidationError(_("This time has passed. Choose a later one."))
        if cleaned > now + FURTHEST:
            raise forms.ValidationError(_("This is more than a year away. Choose an earlier one."))
        return cleaned


def _clock_change(local: datetime.datetime) -> forms.ValidationError:
    """Why `local` is no one moment in the current time zone."""
    zone = timezone.get_current_timezone()
    try:
        first, second = (local.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    except OverflowError:
        first = second = None
    if first is None or second is None or first == second:
        return forms.ValidationError(_("Choose a day within the next year."))
    words = _(
        "The clocks are put back then, and %(time)s comes twice in %(zone)s. Choose another time, "
        "such as %(before)s or %(after)s."
    )
    if first < second:
        words = _(
            "The clocks are put forward then, and there is no %(time)s in %(zone)s. Choose another "
            "time, such as %(before)s or %(after)s."
        )
    times = {
        "time": local,
        "before": local - abs(second - first),
        "after": local + abs(second - first),
    }
    told = {name: formats.time_format(one.time(), "TIME_FORMAT") for name, one in times.items()}
    return forms.ValidationError(words, params=told | {"zone": str(zone)})


class CallRequestForm(forms.ModelForm[CallRequest]):
    """Who asks, when they could, and what about. The field `website` is for robots."""

    time_zone = forms.ChoiceField(
        label=_("Your time zone"),
        choices=lambda: [("", gettext("Choose one")), *time_zone_choices()],
        widget=ZoneSelect,
    )
    first_choice = CallTimeField(_("A time that suits you"))
    second_choice = CallTimeField(_("A second one"))
    third_choice = CallTimeField(_("A third one"))
    message = TextField(
        label=_("What would you like to talk about?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    website = forms.CharField(label=_("Leave this empty"), required=False, max_length=200)
    opened = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    class Meta:
        model = CallRequest
        fields = (
            *("name", "email", "time_zone", "first_choice", "second_choice", "third_choice"),
            "message",
        )
        field_classes = {"name": TextField, "email": EmailField}
        labels = {"name": _("Your name"), "email": _("Your e-mail address")}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("opened", opening_stamp(time.time()))

    def full_clean(self) -> None:
        """Read the times on the clock of the reader's time zone."""
        given = str(self.data.get("time_zone", ""))
        with timezone.override(zoneinfo.ZoneInfo(given if given in time_zone_names() else "UTC")):
            super().full_clean()

    def clean_name(self) -> str:
        """One line: a name goes into the subject of an e-mail."""
        name: str = self.cleaned_data["name"]
        if not without_invisible(name).isprintable():
            raise forms.ValidationError(_("Write your name on one line."))
        return name

    def clean_website(self) -> str:
        """Shown to whoever filled it in, so that a person can empty it."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("This field must stay empty. Empty it and send again."))
        return ""

    def clean_opened(self) -> str:
        """Refuse who is faster than a person, and a form that was not shown today."""
        stamp: str = self.cleaned_data["opened"]
        try:
            age = time.time() - signing.loads(stamp, salt=_SALT)
        except signing.BadSignature:
            age = OPEN_FOR_S + 1
        if FASTEST_S <= age <= OPEN_FOR_S:
            return stamp
        if age < FASTEST_S:
            raise forms.ValidationError(_("That was very quick. Look it over and send it again."))
        self.data = dict(self.data.items()) | {"opened": opening_stamp(time.time())}
        raise forms.ValidationError(_("This form was open for more than a day. Send it again."))

    def clean(self) -> dict[str, Any]:
        """Each preferred time once."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        seen: set[datetime.datetime] = set()
        for name in ("first_choice", "second_choice", "third_choice"):
            chosen = cleaned.get(name)
            if chosen in seen:
                self.add_error(name, _("You gave this time already."))
            elif chosen:
                seen.add(chosen)
        return cleaned

    @property
    def is_suspected(self) -> bool:
        """Whether the field for robots is to be shown."""
        return bool(self.is_bound and self["website"].errors)
