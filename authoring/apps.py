"""How Django knows the app."""

from django.apps import AppConfig


class AuthoringConfig(AppConfig):
    name = "authoring"

    def ready(self) -> None:
        """Content that is edited in the admin becomes a version of its file."""
        from authoring.history.edits import record_edit
        from terms.changes import edited

        edited.connect(record_edit, dispatch_uid="authoring.record_edit")
