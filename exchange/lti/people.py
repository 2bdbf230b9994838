"""Whom a platform sends here: the learner that they are, on every device, and what is scored."""

import hashlib
import logging
from dataclasses import asdict, dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchange.lti.messages import Launch, LtiError
from exchange.lti.models import GradedLink, Person, Platform, ScoreDelivery, origin_of
from exchange.lti.targets import scored_at
from learners.devices.joining import finish_joining
from learners.devices.sessions import note_device, sign_in
from learners.identity import learner_of
from learners.models import Learner
from learners.own_data import Kept, Named

logger = logging.getLogger(__name__)

ENTRY_COOKIE = "lti_entry"
ENTRY_LASTS_S = 600
_SALT = "lti.entry"

KEPT = Kept(
    gettext_lazy("come here from a course in a learning platform"),
    gettext_lazy(
        "A digest of the platform and of your number there, and the day; where your course is "
        "scored, also that number and the scores that were sent. Your name and e-mail address are "
        "not stored, even if the platform sends them. It learns your best score, and nothing else "
        "of what you do here."
    ),
    (Named(Person, gettext_lazy("Learning platforms that lead here")),),
    parts=(GradedLink, ScoreDelivery),
)


@dataclass(frozen=True)
class Entry:
    """Somebody who comes in by a launch that holds, on their way to the page `path`.

    It lies signed in a cookie of their browser: a launch is sent by another site, so that the
    site's own session is not sent along with it.
    """

    platform: int
    issuer: str
    subject: str
    path: str
    line_item: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(f"{self.issuer}\n{self.subject}".encode()).hexdigest()

    @property
    def person(self) -> Person | None:
        return Person.objects.select_related("learner").filter(subject_digest=self.digest).first()


def hand_over(response: HttpResponse, platform: Platform, launch: Launch, path: str) -> None:
    """Give the browser what it comes in with."""
    line_item = launch.line_item if platform.is_own(launch.line_item) else ""
    if line_item != launch.line_item:
        logger.warning(
            "%s: no score is sent to %r, which is not among where its pages are",
            platform,
            origin_of(launch.line_item),
        )
    entry = Entry(platform.pk, platform.issuer, launch.subject, path, line_item)
    set_cookie(response, ENTRY_COOKIE, signing.dumps(asdict(entry), salt=_SALT, compress=True))


def set_cookie(response: HttpResponse, name: str, value: str) -> None:
    """A cookie for some minutes that comes back with what the platform has the browser send."""
    response.set_cookie(
        name, value, max_age=ENTRY_LASTS_S, path="/lti/", secure=True, httponly=True,
        samesite="None",
    )  # fmt: skip


def forget_cookie(response: HttpResponse, name: str) -> None:
    response.delete_cookie(name, path="/lti/", samesite="None")


def read_entry(request: HttpRequest) -> Entry:
    """Raises LtiError where the browser has none of late."""
    try:
        kept = request.COOKIES.get(ENTRY_COOKIE, "")
        return Entry(**signing.loads(kept, salt=_SALT, max_age=ENTRY_LASTS_S))
    except signing.BadSignature as error:
        raise LtiError(_("This took too long. Open it from your course again.")) from error


def stranger_here(request: HttpRequest, entry: Entry) -> Learner | None:
    """The learner whom the browser has been used by so far, where it may be whoever comes in.

    None where there is nobody, where it is them already, and where somebody else of the same
    platform was here before them, as on a school's computer.
    """
    own, person = learner_of(request), entry.person
    if own is None or (person and person.learner_id == own.pk):
        return None
    is_another = Person.objects.filter(learner=own, platform__issuer=entry.issuer).exists()
    return None if is_another else own


def enter(request: HttpRequest, entry: Entry, *, joins: bool = False) -> bool:
    """Sign the browser in as the person's learner, who is made at their first launch.

    With `joins` what the browser's learner has done so far is theirs from then on; True where it
    was somebody else, who is signed out.
    """
    own = learner_of(request)
    person = _find_person(entry, own if joins else None)
    is_another = own is not None and not joins and own.pk != person.learner_id
    if own and joins:
        finish_joining(request, person.learner)
    elif is_another:
        request.session.flush()
    if is_another or own is None:
        sign_in(request, person.learner_id)
    note_device(request)
    _link(person, entry)
    return is_another


def _find_person(entry: Entry, learner: Learner | None) -> Person:
    """The person; at their first launch they become `learner`, or a new one.

    They may come in by two windows in the same moment: then one of them makes the learner.
    """
    first: dict[str, Any] = {
        "platform_id": entry.platform,
        "learner": learner or Learner.objects.create,
    }
    return Person.objects.select_related("learner").get_or_create(
        subject_digest=entry.digest, defaults=first
    )[0]


def _link(person: Person, entry: Entry) -> None:
    """Note which column of the gradebook the person is scored in; scores in something else that it
    was for before are none in this."""
    term, path = scored_at(entry.path)
    if not entry.line_item or not (term or path):
        return
    wanted: dict[str, Any] = {"subject": entry.subject, "term": term, "path": path}
    same = GradedLink.objects.filter(person=person, line_item=entry.line_item)
    same.exclude(term=term, path=path).delete()
    GradedLink.objects.update_or_create(person=person, line_item=entry.line_item, defaults=wanted)
