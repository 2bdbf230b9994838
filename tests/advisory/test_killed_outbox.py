"""Processes that change calls and deliver events are killed over and over: none is lost or doubled."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from tests.advisory.receiver import SECRET, receiver
from tests.prepared import copy_folder

pytestmark = pytest.mark.slow
KILLS = int(os.environ.get("KILLS", "2"))
WORK = """
import datetime, os, sys, uuid
import django
django.setup()
from django.utils import timezone
from advisory.models import CallRequest
from advisory.requests import accept, keep_once, withdraw
from glossary_site.operations import outbox
outbox.CLAIMED_FOR_S = 1
outbox.RETRY_AFTER_S = (0,) * 60
kept = os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
while True:
    call, _new = keep_once(CallRequest(name="R", email="r@example.org", message=str(uuid.uuid4())))
    os.write(kept, f"call.requested {call.calendar_uid}\\n".encode())
    accept(call, timezone.now() + datetime.timedelta(days=2), "Room 1")
    os.write(kept, f"call.accepted {call.calendar_uid}\\n".encode())
    withdraw(call)
    os.write(kept, f"call.withdrawn {call.calendar_uid}\\n".encode())
"""
DRAIN = """
import django, time
django.setup()
from advisory.models import WebhookDelivery
from advisory.webhooks import delivery
from glossary_site.operations import outbox
outbox.RETRY_AFTER_S = (0,) * 60
deadline = time.monotonic() + 60
while WebhookDelivery.objects.filter(state="waiting").exists() and time.monotonic() < deadline:
    delivery.deliver_due()
    time.sleep(0.1)
"""


def test_no_event_is_lost_and_none_comes_twice_for_who_keeps_ids(
    loaded_folder: Path, tmp_path: Path
) -> None:
    var, log = copy_folder(loaded_folder, tmp_path / "var"), tmp_path / "acknowledged"
    chance = random.Random(26)
    with receiver() as taker:
        environment = os.environ | {
            "VAR_DIR": str(var),
            "DEBUG": "true",
            "DJANGO_SETTINGS_MODULE": "glossary_site.settings",
            "WEBHOOK_URLS": taker.address,
            "WEBHOOK_SECRET": SECRET,
        }

        def start(code: str) -> subprocess.Popen[bytes]:
            command = [sys.executable, "-c", code, str(log)]
            return subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR)

        for _kill in range(KILLS):
            lines = log.stat().st_size if log.exists() else 0
            process = start(WORK)
            deadline = time.monotonic() + 60
            while not log.exists() or log.stat().st_size == lines:
                assert process.poll() is None
                assert time.monotonic() < deadline, "it does not begin"
                time.sleep(0.01)
            taker.answers = [chance.choice([204, 500]) for _post in range(20)]
            time.sleep(chance.uniform(0, 0.4))
            process.send_signal(signal.SIGKILL)
            process.wait()
        time.sleep(1.1)  # until the last claim is over
        taker.answers = []
        assert start(DRAIN).wait() == 0
    acknowledged = set(log.read_text().splitlines())
    with sqlite3.connect(var / "site.sqlite3") as database:
        rows = database.execute("SELECT kind, body, event_id FROM advisory_webhookevent").fetchall()
        changed = database.execute(
            "SELECT COUNT(*), SUM(sequence) FROM advisory_callrequest"
        ).fetchone()
    names = Counter(f"{kind} {json.loads(body)['data']['call']}" for kind, body, _id in rows)
    assert len(acknowledged) > KILLS
    assert acknowledged <= names.keys(), "what was acknowledged was told"
    assert set(names.values()) == {1}, "nothing was told under two ids"
    assert len(rows) == sum(changed), "nothing was told that did not happen"
    assert taker.taken.keys() == {event_id for *_said, event_id in rows}, "nothing was lost"
    assert all(len(set(bodies)) == 1 for bodies in taker.taken.values())
    doubled = sum(len(bodies) - 1 for bodies in taker.taken.values())
    sys.stdout.write(f"{KILLS} kills, {len(rows)} events, {doubled} came again under the same id\n")
