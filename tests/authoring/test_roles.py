"""The table of `docs/roles.md` says what the groups may do."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from authoring.editing.roles import ROLES, make_roles

pytestmark = pytest.mark.django_db

DOC = Path(__file__).parents[2] / "docs/roles.md"
PERMISSIONS = {
    "sign in to the admin": [],
    "read terms that are not published, and their history": ["terms.view_term"],
    "write drafts, and send them to review": ["terms.add_term", "terms.change_term"],
    "propose a change of what readers see": ["terms.change_term", "authoring.view_proposal"],
    "add a source": ["terms.add_source"],
    "accept, at once or for a set time, or reject a proposal of somebody else": [
        "authoring.decide_proposal"
    ],
    "publish, schedule and retire; change what readers see at once": ["terms.publish_term"],
    "restore an old version": ["terms.publish_term"],
    "delete a term that has no folder": ["terms.delete_term"],
    "change sources and categories": [
        "terms.change_source",
        "terms.change_category",
        "terms.add_category",
    ],
    "change costs of a term": ["calculator.change_costscenario", "calculator.change_costtier"],
    "make users and say what they may do": ["auth.add_user", "auth.change_user"],
}


def table() -> dict[str, dict[str, str]]:
    """What the document says: by right, by role."""
    rows = re.findall(r"^\|(.+)\|$", DOC.read_text(), re.MULTILINE)
    head, _line, *body = [[cell.strip() for cell in row.split("|")] for row in rows]
    return {name: dict(zip(head[1:], cells, strict=True)) for name, *cells in body}


def test_the_document_says_what_each_role_may_do() -> None:
    make_roles()
    said = table()
    assert said.keys() == PERMISSIONS.keys()
    users = {"Staff alone": User.objects.create_user("staff", is_staff=True)}
    for role in ROLES:
        users[role] = User.objects.create_user(role, is_staff=True)
        users[role].groups.add(Group.objects.get(name=role))
    users["Superuser"] = User.objects.create_superuser("root")
    for right, permissions in PERMISSIONS.items():
        may = {role: "yes" if user.has_perms(permissions) else "no" for role, user in users.items()}
        assert said[right] == may, right


def test_every_permission_of_a_role_is_in_the_document() -> None:
    granted = {
        f"{app}.{name}"
        for parts in ROLES.values()
        for part in parts
        for app, names in part.items()
        for name in names
    }
    told = {one for some in PERMISSIONS.values() for one in some}
    own = {"terms.view_source", "terms.view_category"}
    beside = {one for one in granted if one.split(".")[0] == "maturity" or "calculator." in one}
    assert granted <= told | own | beside


def test_nobody_is_offered_a_page_that_is_refused(client: Client) -> None:
    make_roles()
    for role in ("", "Author"):
        user = User.objects.create_user(f"one-{role}", is_staff=True)
        user.groups.set(Group.objects.filter(name=role))
        client.force_login(user)
        page = client.get("/admin/").text
        for path in ("/admin/dashboard/", "/admin/import/"):
            assert (client.get(path).status_code == 200) == (f'href="{path}"' in page), (role, path)
