"""Who may do what with terms: authors write, reviewers decide, publishers publish."""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.db.models import Q

from terms.models import Term

_WRITING = {
    "terms": [
        *("view_term", "add_term", "change_term", "view_source", "add_source", "view_category"),
    ],
    "maturity": [f"{do}_leveldescription" for do in ("view", "add", "change")],
    "authoring": ["view_proposal"],
}
_DECIDING = {"authoring": ["decide_proposal"]}
_PUBLISHING = {
    "terms": ["publish_term", "delete_term", "change_source", "change_category", "add_category"],
    "calculator": [
        f"{do}_{name}"
        for name in ("costscenario", "costtier")
        for do in ("view", "add", "change", "delete")
    ],
}
ROLES = {
    "Author": (_WRITING,),
    "Reviewer": (_WRITING, _DECIDING),
    "Publisher": (_WRITING, _DECIDING, _PUBLISHING),
}


def make_roles(**signal: Any) -> None:
    """Make the groups that are missing; what an operator made of one stays. After migrations.

    Where only some apps were migrated there may be no groups yet.
    """
    if Group._meta.db_table not in connection.introspection.table_names():
        return
    if Group.objects.filter(name__in=ROLES).count() == len(ROLES):
        return
    for label in (*_WRITING, *_PUBLISHING):
        create_permissions(apps.get_app_config(label), verbosity=0)
    for name, parts in ROLES.items():
        group, is_new = Group.objects.get_or_create(name=name)
        if not is_new:
            continue
        wanted = Q(pk=None)
        for part in parts:
            for app, codenames in part.items():
                wanted |= Q(content_type__app_label=app, codename__in=codenames)
        group.permissions.set(Permission.objects.filter(wanted))


def may_publish(user: User) -> bool:
    """Whether somebody may change what readers see without asking, and say what they see."""
    return user.has_perm("terms.publish_term")


def may_import(user: User) -> bool:
    """Whether somebody may make drafts of a file: what it takes to write each of them alone."""
    return user.has_perms(["terms.add_term", "terms.change_term", "terms.add_source"])


def may_decide(user: User, made_by: User | None) -> bool:
    """Whether somebody may accept a proposal: it takes a second person."""
    return user.has_perm("authoring.decide_proposal") and user != made_by


def must_propose(user: User, term: Term | None) -> bool:
    """Whether a change that somebody makes to `term` is only proposed."""
    return term is not None and term.is_settled and not may_publish(user)
