"""What `site.yaml` and the admin say of a call: its terms, and the hours in which it can be."""

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from advisory.models import Advisor
from tests.authoring.conftest import Spoil
from tests.authoring.test_dump_content import dump

pytestmark = pytest.mark.django_db
WRITTEN = """\
  price: Free for half an hour
  time_zone: Europe/Berlin
  hours:
  - Mon-Thu 09:00-12:00
  slot_minutes: 45
  lead_hours: 0
  blocked_days:
  - 2026-12-24 to 2027-01-02
"""


def load(content: Path) -> str:
    out = StringIO()
    call_command("load_content", str(content), stdout=out)
    return out.getvalue()


def test_terms_and_hours_are_loaded_and_dumped(content: Path, spoil: Spoil, tmp_path: Path) -> None:
    spoil("site.yaml", "  source: a-source\n", f"  source: a-source\n{WRITTEN}")
    load(content)
    advisor = Advisor.objects.get()
    assert advisor.open_times is not None
    assert (advisor.call_minutes, advisor.open_times.lead.total_seconds()) == (45, 0)
    dump(tmp_path / "dumped")
    assert (tmp_path / "dumped" / "site.yaml").read_bytes() == (content / "site.yaml").read_bytes()
    assert "advisor: unchanged" in load(content) or "updated" not in load(content)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("Mon-Thu 09:00-12:00", "Mon-Thu 9-12", "write Mon-Thu 09:00-12:00"),
        ("Europe/Berlin", "Berlin", "no time zone"),
        ("slot_minutes: 45", "slot_minutes: 0", "is not from 5 to 480"),
        ("2027-01-02", "2020-01-02", "ends before it starts"),
        ("  time_zone: Europe/Berlin\n", "", "hours need a time_zone"),
    ],
)
def test_what_cannot_be_is_refused_by_its_line(
    content: Path, spoil: Spoil, before: str, after: str, message: str
) -> None:
    spoil("site.yaml", "  source: a-source\n", f"  source: a-source\n{WRITTEN}")
    spoil("site.yaml", before, after)
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("load_content", str(content), stdout=StringIO(), stderr=err)
    assert message in err.getvalue()
    assert "site.yaml:" in err.getvalue()


def test_the_admin_takes_the_same_and_its_file_says_so(
    content: Path, client: Client, tmp_path: Path
) -> None:
    load(content)
    client.force_login(User.objects.create_superuser("boss"))
    advisor = Advisor.objects.get()
    address = f"/admin/advisory/advisor/{advisor.pk}/change/"
    form = client.get(address).context["adminform"].form
    sent = {name: form[name].value() or "" for name in form.fields}
    wrong = client.post(address, sent | {"hours": "Mon 9-12", "blocked_days": "soon"})
    assert "write Mon-Thu 09:00-12:00" in wrong.text
    assert (
        "Hours need a time zone." in client.post(address, sent | {"hours": "Mon 09:00-12:00"}).text
    )
    right = {"hours": "Mon 09:00-12:00\r\nTue 14:00-16:00", "time_zone": "Europe/Berlin"}
    assert client.post(address, sent | right).status_code == 302
    dump(tmp_path / "dumped")
    assert "- Tue 14:00-16:00" in (tmp_path / "dumped" / "site.yaml").read_text()
