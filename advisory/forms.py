"""The form by which somebody asks for a call."""

import datetime
import time
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any, cast

from django import forms
from django.core import signing
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from advisory.models import CallRequest
from advisory.times.open_times import OfferedWeek, time_value, weeks_of
from glossary_site.text.invisible import without_invisible
from glossary_site.time_zones import canonical_zone
from glossary_site.web.forms.fields import EmailField, HoneypotField, TextField

FASTEST_S = 3
"""Nobody reads and fills in the form in less."""

OPEN_FOR_S = 24 * 60 * 60
FURTHEST = datetime.timedelta(days=366)
FORM_ID = "call-request"
"""The fields of time stand outside of their form, beside the one that searches a time zone."""

MOST_TIMES = 3
TYPED = ("first_choice", "second_choice", "third_choice")
UNKNOWN_ZONE = _("Search for your city, so that the time zone is known.")
_SALT = "advisory.form"


def opening_stamp(opened_at: float) -> str:
    """The moment in seconds since 1970 at which the form was shown, signed."""
    return signing.dumps(int(opened_at), salt=_SALT)


class CallTimeField(forms.DateTimeField):
    """A moment on the reader's clock; the form knows in which time zone that hangs."""

    def __init__(self, label: Any) -> None:
        attrs = {"type": "datetime-local", "form": FORM_ID}
        entry = forms.DateTimeInput(attrs=attrs, format="%Y-%m-%dT%H:%M")
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
    """Who asks, when they could, and what about. The field `website` is for robots.

    Of the `offered` times, and of others that are typed on the clock of the reader's time zone,
    at most `MOST_TIMES` may be chosen.
    """

    time_zone = forms.CharField(
        max_length=64, widget=forms.HiddenInput, error_messages={"required": UNKNOWN_ZONE}
    )
    times = forms.MultipleChoiceField(
        required=False,
        error_messages={
            "invalid_choice": _("A time that you picked is no longer free. Pick another one.")
        },
    )
    first_choice = CallTimeField(_("A time that suits you"))
    second_choice = CallTimeField(_("A second one"))
    third_choice = CallTimeField(_("A third one"))
    message = TextField(
        label=_("What would you like to talk about?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    website = HoneypotField()
    opened = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    class Meta:
        model = CallRequest
        fields = ("name", "email", "time_zone", *TYPED, "message")
        field_classes = {"name": TextField, "email": EmailField}
        labels = {"name": _("Your name"), "email": _("Your e-mail address")}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    def __init__(
        self,
        *args: Any,
        zone: datetime.tzinfo = datetime.UTC,
        offered: Sequence[datetime.datetime] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.offered = zone, offered
        picked = cast("forms.MultipleChoiceField", self.fields["times"])
        picked.choices = [(value, value) for value in map(time_value, offered)]
        self.initial.setdefault("opened", opening_stamp(time.time()))

    def full_clean(self) -> None:
        """Read the times on the clock of the reader's time zone."""
        with timezone.override(self.zone):
            super().full_clean()

    def clean_time_zone(self) -> str:
        """By its canonical name."""
        if zone_name := canonical_zone(self.cleaned_data["time_zone"]):
            return zone_name
        raise forms.ValidationError(UNKNOWN_ZONE)

    def clean_name(self) -> str:
        """One line: a name goes into the subject of an e-mail."""
        name: str = self.cleaned_data["name"]
        if not without_invisible(name).isprintable():
            raise forms.ValidationError(_("Write your name on one line."))
        return name

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
        """Each time once, the picked ones first."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = [datetime.datetime.fromisoformat(value) for value in cleaned.get("times", ())]
        for name in TYPED:
            time = cleaned.get(name)
            if time in chosen:
                self.add_error(name, _("You gave this time already."))
            elif time:
                chosen.append(time)
        if len(chosen) > MOST_TIMES:
            self.add_error("times", _("Choose at most three times, including those that you type."))
        for name, time in zip_longest(TYPED, chosen[:MOST_TIMES]):
            cleaned[name] = time
        return cleaned

    @property
    def weeks(self) -> list[OfferedWeek]:
        """What is offered, by week and day on the reader's clock."""
        return weeks_of(self.offered, self.zone, self["times"].value() or ())

    @property
    def has_typed(self) -> bool:
        return any(self[name].value() for name in TYPED)
