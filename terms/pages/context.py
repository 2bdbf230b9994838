"""What every page may show: the glossary's name, and how the page is linked to; read when asked."""

import locale
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, to_locale

from glossary_site.registries import FOOTER, NAVIGATION
from glossary_site.web.http import absolute_url
from terms.models import Glossary
from terms.social_cards.addresses import site_picture


def load_glossary(*, with_advisor: bool = False) -> Glossary:
    """The one Glossary, or an empty one before content is loaded.

    Its advisor is read when asked for, in two queries more, or else in the same one.
    """
    rows = Glossary.objects.all()
    if with_advisor:
        rows = rows.select_related("advisor__source")
    return rows.first() or Glossary()


def glossary(request: HttpRequest) -> dict[str, object]:
    """`glossary`, `canonical_url`, `picture` and `locale`, unless the view has put one there; the
    links of header and footer, and the modules that are on."""
    loaded: Any = SimpleLazyObject(load_glossary)
    return {
        "glossary": loaded,
        "navigation": NAVIGATION,
        "footer_links": FOOTER,
        "modules": settings.MODULES,
        "canonical_url": SimpleLazyObject(lambda: absolute_url(request, request.path)),
        "picture": SimpleLazyObject(lambda: site_picture(request, loaded)),
        "locale": SimpleLazyObject(open_graph_locale),
    }


def open_graph_locale() -> str:
    """The language with its usual country, as Open Graph writes it: `en_US`, `de_DE`."""
    return locale.normalize(to_locale(get_language() or "en")).partition(".")[0]
