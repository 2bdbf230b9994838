"""Which browsers are signed in as a learner: noted by the day, moved with them, signed out."""

import uuid
from functools import reduce
from importlib import import_module
from operator import or_

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest

from learners.identity import SESSION_KEY, ForgottenError, learner_id_of, lock_learner
from learners.models import Device, Learner, today

NOTED = "device_noted"
"""In the session: its own key and the day, so that a key that has changed is noted anew."""


def note_device(request: HttpRequest) -> None:
    """Note once a day that the learner did something here; the session lasts a year from then."""
    learner_id, session, day = learner_id_of(request), request.session, today()
    if learner_id is None or session.get(NOTED) == [session.session_key, day.isoformat()]:
        return
    try:
        with transaction.atomic():
            lock_learner(learner_id)
            session.set_expiry(None)  # it may have been begun for a few minutes
            if session.session_key is None:
                session.save()
            Learner.objects.filter(pk=learner_id, seen_on__lt=day).update(seen_on=day)
            Device.objects.update_or_create(
                session_id=session.session_key, defaults={"learner_id": learner_id, "seen_on": day}
            )
    except (ForgottenError, IntegrityError):  # deleted, or signed out, meanwhile
        return
    session[NOTED] = [session.session_key, day.isoformat()]


def this_device(request: HttpRequest) -> Device | None:
    """The device that sends the request, if it has been noted."""
    return Device.objects.filter(session=request.session.session_key).first()


def sign_in(request: HttpRequest, learner_id: uuid.UUID) -> None:
    """Let a browser without state be a device of the learner, under a new session key."""
    request.session.cycle_key()
    request.session[SESSION_KEY] = str(learner_id)
    note_device(request)


def move_devices(source: uuid.UUID, target: uuid.UUID) -> None:
    """Let every browser that is signed in as the one learner be signed in as the other."""
    store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
    for device in Device.objects.filter(learner=source):
        session = store(device.session_id)
        session[SESSION_KEY] = str(target)
        session.save()
    Device.objects.filter(learner=source).update(learner=target)


def sign_out(device: Device) -> None:
    """End the device's session; what it did stays with the learner."""
    Session.objects.filter(device=device).delete()


WAYS_BACK = ["recovery_code", "passkeys", "outside_accounts"]
"""Relations of a learner by which a browser without their session comes back as them."""


def with_way_back() -> Q:
    """Learners whom something other than a session leads back to."""
    return reduce(or_, (Q(**{f"{name}__isnull": False}) for name in WAYS_BACK))


def has_way_back(learner: Learner, without: Device | None) -> bool:
    """Whether something leads to the learner other than the device `without`."""
    others = learner.devices.exclude(pk=without.pk) if without else learner.devices
    return others.exists() or Learner.objects.filter(with_way_back(), pk=learner.pk).exists()
