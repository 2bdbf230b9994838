"""Learning platforms, who comes from one, what they are scored in there, and scores to be sent."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from glossary_site.operations.outbox import Delivery
from learners.models import Learner, today
from paths.models import Path
from quizzes.models import Attempt
from terms.models import Term

ADDRESS_CHARACTERS = 500
SUBJECT_CHARACTERS = 255
"""The longest number of a person that a platform may give (LTI 1.3, 5.3.6.1)."""

THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


def origin_of(address: str) -> str:
    """Scheme, host and port; empty for what is no address that is safe on its way."""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return ""
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in THIS_MACHINE)
    return (
        f"{parts.scheme}://{parts.netloc.lower()}"
        if host and is_safe and "@" not in address
        else ""
    )


def check_address(address: str) -> None:
    """Raises ValidationError for what is not such an address."""
    if not origin_of(address) or any(one.isspace() or one in ";,'\"" for one in address):
        message = gettext("“%(address)s” is not an address that begins with https://")
        raise ValidationError(message % {"address": address})


def check_origins(text: str) -> None:
    """The same of each line."""
    for line in text.split():
        check_address(line)


class Platform(models.Model):
    """A learning platform, such as a Moodle, as the operator has registered it.

    Without a client id it is being set up: it can fetch what it asks of us, and launch nothing.
    """

    name = models.CharField(max_length=100, help_text=_("what people call it"))
    issuer = models.CharField(
        max_length=ADDRESS_CHARACTERS,
        validators=[check_address],
        help_text=_("Moodle: Platform ID. Canvas: https://canvas.instructure.com"),
    )
    client_id = models.CharField(
        max_length=255,
        blank=True,
        default="",
        help_text=_("from the platform; leave it empty until you have it"),
    )
    deployment_ids = models.TextField(
        blank=True, default="", help_text=_("one a line, from the platform")
    )
    auth_url = models.CharField(
        _("authentication request address"),
        max_length=ADDRESS_CHARACTERS,
        validators=[check_address],
    )
    token_url = models.CharField(
        _("access token address"), max_length=ADDRESS_CHARACTERS, validators=[check_address]
    )
    jwks_url = models.CharField(
        _("public keyset address"), max_length=ADDRESS_CHARACTERS, validators=[check_address]
    )
    origins = models.TextField(
        _("where its pages are"),
        blank=True,
        default="",
        validators=[check_origins],
        help_text=_(
            "one a line, where that is not the host of the issuer, as https://school.instructure.com"
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint("issuer", "client_id", name="lti_platform_client_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def deployments(self) -> frozenset[str]:
        return frozenset(self.deployment_ids.split())

    @property
    def frame_origins(self) -> frozenset[str]:
        """Whose pages may hold ours in a frame."""
        addresses = [self.issuer, self.auth_url, *self.origins.split()]
        return frozenset(filter(None, map(origin_of, addresses)))

    def is_own(self, address: str) -> bool:
        """Whether the address, which a launch names, is at one that the operator has registered.

        A platform could else have the site send something to whatever the site can reach.
        """
        services = {origin_of(self.token_url), origin_of(self.jwks_url), *self.frame_origins}
        return origin_of(address) in services - {""}

    def clean(self) -> None:
        """Raises ValidationError where two platforms would share their people without their keys.

        Somebody is known by the issuer and their number there, so that whoever holds the keys of
        one platform could come in as anybody of the other.
        """
        same = Platform.objects.filter(issuer=self.issuer).exclude(pk=self.pk)
        if other := same.exclude(jwks_url=self.jwks_url).first():
            message = gettext(
                "“%(other)s” has the same issuer, but another public keyset address: %(address)s. "
                "Platforms of one issuer share their people, and so must share their keys."
            )
            raise ValidationError(
                {"jwks_url": message % {"other": other, "address": other.jwks_url}}
            )


class ToolKey(models.Model):
    """The site's own key pair, made when it is first asked for; the one row there is.

    It lies in the database, since every machine of a site signs with the same.
    """

    private_pem = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"key of {self.made_at:%Y-%m-%d}"


class UsedNonce(models.Model):
    """A launch that was taken, so that it is not taken twice."""

    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return self.digest


class Person(models.Model):
    """Somebody whom a platform sent here, as a digest of the issuer and of their number there."""

    platform = models.ForeignKey(Platform, on_delete=models.CASCADE, related_name="people")
    subject_digest = models.CharField(max_length=64, unique=True)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="lti_people")
    made_on = models.DateField(default=today)

    class Meta:
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return f"person since {self.made_on}"


class GradedLink(models.Model):
    """A column of a platform's gradebook that a person is scored in here: by the quiz of a term,
    or by the mixed check of a path.

    `subject` is the person's number on the platform, without which it takes no score.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="links")
    line_item = models.CharField(max_length=ADDRESS_CHARACTERS)
    subject = models.CharField(max_length=SUBJECT_CHARACTERS)
    term = models.ForeignKey(Term, on_delete=models.CASCADE, null=True, related_name="+")
    path = models.ForeignKey(Path, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("person", "line_item", name="lti_link_once"),
            models.CheckConstraint(
                condition=models.Q(term=None, path__isnull=False)
                | models.Q(term__isnull=False, path=None),
                name="lti_link_term_or_path",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term or self.path}"


class ScoreDelivery(Delivery):
    """The score of a finished attempt on its way to a gradebook: `points` of `total`."""

    link = models.ForeignKey(GradedLink, on_delete=models.CASCADE, related_name="deliveries")
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="+")
    points = models.DecimalField(max_digits=7, decimal_places=4)
    total = models.PositiveSmallIntegerField()
    finished_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "score deliveries"
        indexes = [models.Index(fields=["state", "due_at"], name="lti_score_due")]
        constraints = [models.UniqueConstraint("link", "attempt", name="lti_score_once")]

    def __str__(self) -> str:
        return f"{self.link}: {self.points.normalize():f} of {self.total}"

    @property
    def share(self) -> Decimal:
        """From 0 to 1."""
        return self.points / self.total
