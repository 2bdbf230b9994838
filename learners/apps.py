"""How Django knows the app."""

from django.apps import AppConfig


class LearnersConfig(AppConfig):
    name = "learners"

    def ready(self) -> None:
        """Tell the site of the learner's own pages, and what becomes of two learners' devices."""
        from glossary_site.registries import PRIVATE_PREFIXES
        from learners.devices.sessions import move_devices
        from learners.merging import MERGERS, move_unless_there
        from learners.models import Device, RecoveryCode

        PRIVATE_PREFIXES.append("/me/")
        MERGERS[Device] = move_devices
        MERGERS[RecoveryCode] = move_unless_there(RecoveryCode)
