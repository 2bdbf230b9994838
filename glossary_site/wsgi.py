"""The WSGI application that the server runs: Django behind the page cache."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "glossary_site.settings")
django_application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - these need the apps

from glossary_site.page_cache.build import build_page_cache  # noqa: E402
from glossary_site.registries import WSGI_MIDDLEWARE  # noqa: E402

application = build_page_cache(django_application)
for middleware in WSGI_MIDDLEWARE:
    application = middleware(application)
if settings.METRICS_TOKEN:
    from glossary_site.operations.metrics import count_answers

    application = count_answers(application)
