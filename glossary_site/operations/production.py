"""What a site in production may not be: refused at the start rather than found out by others."""

from collections.abc import Sequence

from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY = 50
FEWEST_CHARACTERS = 5


def refuse_open_doors(
    *, site_url: str, debug: bool, secret_key: str, hosts: Sequence[str], pages_dir: object
) -> None:
    """Raise ImproperlyConfigured where a site at `https://` has the settings of a trial."""
    if pages_dir and not site_url:
        raise ImproperlyConfigured("PAGES_DIR needs SITE_URL: files cannot tell hosts apart")
    if not site_url.startswith("https://"):
        return
    if debug:
        raise ImproperlyConfigured(f"DEBUG is true and SITE_URL is {site_url!r}; one must go")
    if any(host.strip() in {"*", "."} for host in hosts):
        raise ImproperlyConfigured("ALLOWED_HOSTS holds '*'; name the hosts that are yours")
    is_long = len(secret_key) >= SHORTEST_KEY and len(set(secret_key)) >= FEWEST_CHARACTERS
    if not is_long or secret_key.startswith("django-insecure-"):
        raise ImproperlyConfigured(
            f"SECRET_KEY is short or a default; {SHORTEST_KEY} random characters are wanted, or "
            "leave it unset and one is made"
        )
