"""The WSGI application that the server runs: Django behind the page cache."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "glossary_site.settings")
django_application = get_wsgi_application()

from glossary_site.page_cache.opening import open_door  # noqa: E402 - it needs Django's settings

application = open_door(django_application)
for name in settings.AROUND_THE_SITE:
    application = import_string(name)(application)
