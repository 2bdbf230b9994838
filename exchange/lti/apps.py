"""How Django knows the room: it has tables of its own."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LtiConfig(AppConfig):
    name = "exchange.lti"
    verbose_name = _("Learning platforms (LTI)")

    def ready(self) -> None:
        """Its addresses are not for robots; a platform leads people back to their learner; and it
        hears of quizzes and checks that are finished."""
        from exchange.lti import people, scores  # noqa: F401 - hears of what is finished
        from glossary_site.registries import PRIVATE_PREFIXES
        from learners.devices.sessions import WAYS_BACK
        from learners.own_data import KEPT

        PRIVATE_PREFIXES.append("/lti/")
        WAYS_BACK.append("lti_people")
        KEPT.append(people.KEPT)
