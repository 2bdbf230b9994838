"""The advisor's answer to a request for a call."""

import datetime
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminSplitDateTime, AdminTextInputWidget
from django.utils import formats, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from advisory.models import CallRequest
from advisory.requests import accept, decline, finish
from glossary_site.web.forms.fields import TextField

LEAVE, KEEP_TIME, OTHER_TIME, DECLINE, FINISH = "", "keep", "other", "decline", "finish"


class AnswerForm(forms.ModelForm[CallRequest]):
    """Accept one of the reader's times or another one, decline, or note that the call was held."""

    answer = forms.ChoiceField(label=_("Answer"), required=False, widget=forms.RadioSelect)
    place = TextField(
        label=_("Where it takes place"),
        required=False,
        max_length=300,
        widget=AdminTextInputWidget,
        help_text=_("A phone number, a link or an address. The reader sees it once you accept."),
    )
    other_time = forms.SplitDateTimeField(
        label=_("Another time (UTC)"), required=False, widget=AdminSplitDateTime
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = CallRequest
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.times = {
            f"time-{place}": time for place, time in enumerate(self.instance.preferred_times)
        }
        if self.instance.state == CallRequest.State.ACCEPTED and self.instance.local_time:
            self.times[KEEP_TIME] = self.instance.local_time
        self.initial["place"] = self.instance.place or settings.ADVISORY_CALL_PLACE
        self.initial["seen"] = self.instance.sequence
        answers: list[tuple[str, str]] = [(LEAVE, gettext("Leave it as it is"))]
        if self.instance.is_open:
            answers += [(key, self._accepting(time)) for key, time in self.times.items()]
            answers.append((OTHER_TIME, gettext("Accept at another time")))
            answers.append((DECLINE, gettext("Decline")))
        if self.instance.state == CallRequest.State.ACCEPTED:
            answers.append((FINISH, gettext("The call has taken place")))
        cast("forms.ChoiceField", self.fields["answer"]).choices = answers

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        time = self.accepted_time
        if cleaned.get("answer") == OTHER_TIME and time is None and "other_time" not in self.errors:
            self.add_error("other_time", _("Say when."))
        if time and time <= timezone.now():
            self.add_error("answer", _("This time has passed. Accept a later one."))
        if time and not cleaned.get("place") and "place" not in self.errors:
            self.add_error("place", _("Say where: a phone number, a link or an address."))
        return cleaned

    def clean_place(self) -> str:
        """One line: it stands in calendars."""
        place: str = self.cleaned_data["place"]
        if not place.isprintable():
            raise forms.ValidationError(_("Write it on one line."))
        return place

    def clean_seen(self) -> int:
        """Refuse an answer to a request that has been answered, or withdrawn, since it was read."""
        now = self.instance.sequence
        if self.cleaned_data["seen"] not in (None, now):
            words = _("This request is %(state)s by now. Open it again before you answer.")
            state = self.instance.get_state_display()
            raise forms.ValidationError(words, params={"state": state})
        return now

    @property
    def accepted_time(self) -> datetime.datetime | None:
        """The time that the advisor accepts, if any."""
        answer = self.cleaned_data.get("answer", LEAVE)
        other: datetime.datetime | None = self.cleaned_data.get("other_time")
        return other if answer == OTHER_TIME else self.times.get(answer)

    def settle(self) -> bool:
        """Do what was answered; False where nothing was, or the reader has withdrawn meanwhile."""
        if time := self.accepted_time:
            return accept(self.instance, time, self.cleaned_data["place"])
        settle = {DECLINE: decline, FINISH: finish}.get(self.cleaned_data.get("answer", LEAVE))
        return settle(self.instance) if settle else False

    def _accepting(self, time: datetime.datetime) -> str:
        told = {
            "time": formats.date_format(time, "DATETIME_FORMAT"),
            "zone": self.instance.time_zone,
            "utc": formats.date_format(time.astimezone(datetime.UTC), "DATETIME_FORMAT"),
        }
        return gettext("Accept %(time)s (%(zone)s), that is %(utc)s UTC") % told
