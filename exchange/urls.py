"""Entries and the whole glossary as files of other programs, and what is new."""

from django.urls import path, re_path

from exchange.agents.views import agents
from exchange.api.endpoint import ENDPOINTS, ROOT, not_found
from exchange.api.openapi import documentation, openapi
from exchange.entries import views as entry_views
from exchange.glossary import views

app_name = "exchange"
_FEED = r"(?P<what>entries|figures)\.(?P<form>atom|json)$"

_API = ROOT.removeprefix("/")

urlpatterns = [
    path("api/", documentation, name="api"),
    path("mcp", agents, name="agents"),
    path(f"{_API}/openapi.json", openapi, name="openapi"),
    *(path(f"{_API}{one.route}", one.view, name=f"api_{one.name}") for one in ENDPOINTS),
    re_path(f"^{_API}/", not_found, name="api_nothing"),
    path("terms/<any_slug:slug>.md", entry_views.entry_md, name="entry_md"),
    path("terms/<any_slug:slug>.json", entry_views.entry_json, name="entry_json"),
    path("terms/<any_slug:slug>.jsonld", entry_views.entry_jsonld, name="entry_jsonld"),
    path("terms/<any_slug:slug>.ttl", entry_views.entry_ttl, name="entry_ttl"),
    path("terms/<any_slug:slug>.csl.json", entry_views.entry_csl, name="entry_csl"),
    path("terms/<any_slug:slug>.bib", entry_views.entry_bib, name="entry_bib"),
    path("terms/<any_slug:slug>.ris", entry_views.entry_ris, name="entry_ris"),
    path("terms/<any_slug:slug>/cite/", entry_views.cite, name="cite"),
    path("glossary.json", views.glossary_json, name="glossary_json"),
    path("glossary.csv", views.glossary_csv, name="glossary_csv"),
    path("glossary.xlsx", views.glossary_xlsx, name="glossary_xlsx"),
    path("glossary.zip", views.glossary_zip, name="glossary_zip"),
    path("glossary.ttl", views.glossary_ttl, name="glossary_ttl"),
    path("glossary.rdf", views.glossary_rdf, name="glossary_rdf"),
    path("glossary.jsonld", views.glossary_jsonld, name="glossary_jsonld"),
    path("openmetadata.csv", views.openmetadata_csv, name="openmetadata_csv"),
    path("datahub.yaml", views.datahub_yaml, name="datahub_yaml"),
    path("objects.inv", views.objects_inv, name="objects_inv"),
    path("llms.txt", views.llms_txt, name="llms_txt"),
    re_path(rf"^feeds/{_FEED}", views.feed, name="feed"),
    re_path(rf"^feeds/(?P<category>[^/.]+)/{_FEED}", views.feed, name="category_feed"),
]
