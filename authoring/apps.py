"""How Django knows the app."""

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate


class AuthoringConfig(AppConfig):
    name = "authoring"

    def ready(self) -> None:
        """Edited content becomes a version of its file; roles have groups; old slugs are known."""
        from authoring.editing.roles import make_roles
        from authoring.history.edits import record_edit
        from authoring.load.former_slugs import register
        from authoring.load.starting import what_is_wrong
        from glossary_site.registries import PRIVATE_PREFIXES, READINESS_CHECKS
        from terms.changes import edited

        post_migrate.connect(make_roles, sender=self, dispatch_uid="authoring.make_roles")
        edited.connect(record_edit, dispatch_uid="authoring.record_edit")
        if "reports" in settings.MODULES:
            PRIVATE_PREFIXES.append("/terms/*/report/")
        READINESS_CHECKS.append(what_is_wrong)
        register()
