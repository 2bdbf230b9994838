"""How Django knows the app."""

from django.apps import AppConfig


class PageCacheConfig(AppConfig):
    name = "glossary_site.page_cache"
    default_auto_field = "django.db.models.BigAutoField"
