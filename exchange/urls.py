"""Entries and the whole glossary as files of other programs, and what is new."""

from django.conf import settings
from django.urls import path, re_path

from exchange.agents.views import agents
from exchange.api.endpoint import ENDPOINTS, ROOT, not_found
from exchange.api.openapi import documentation, openapi
from exchange.embedding import views as embed_views
from exchange.embedding.oembed import oembed
from exchange.entries import views as entry_views
from exchange.glossary import views
from exchange.questions import views as question_views
from exchange.questions.formats import FORMATS
from exchange.questions.papers import PAPERS

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
    path("embed/", embed_views.embed, name="embed"),
    path("embed.js", embed_views.embed_js, name="embed_js"),
    path("embed/<slug:version>.js", embed_views.versioned_js, name="versioned_js"),
    path("embed/labels.json", embed_views.labels_json, name="labels_json"),
    path("terms/<any_slug:slug>/card.json", embed_views.card_json, name="card_json"),
    path("terms/<any_slug:slug>/embed/", embed_views.entry_embed, name="entry_embed"),
    path("oembed", oembed, name="oembed"),
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
    path("vale.zip", views.vale_zip, name="vale_zip"),
    path("llms.txt", views.llms_txt, name="llms_txt"),
    re_path(rf"^feeds/{_FEED}", views.feed, name="feed"),
    re_path(rf"^feeds/(?P<category>[^/.]+)/{_FEED}", views.feed, name="category_feed"),
]

if "quizzes" in settings.MODULES:
    urlpatterns.append(path("me/reviews/anki/", question_views.anki_reviews, name="anki_reviews"))
    for module in (one for one in PAPERS if one in settings.MODULES):
        urlpatterns += [
            path(
                f"{module}/<any_slug:slug>/print/",
                question_views.question_paper,
                {"module": module},
                name=f"{module}_paper",
            ),
            *(
                path(
                    f"{module}/<any_slug:slug>.{one.suffix}",
                    question_views.question_file,
                    {"module": module, "form": one},
                    name=f"{module}_{one.key}",
                )
                for one in FORMATS
            ),
        ]
if "quizzes" in settings.MODULES:
    urlpatterns.append(
        path("quizzes/<any_slug:slug>/embed/", embed_views.quiz_embed, name="quiz_embed")
    )
if "calculator" in settings.MODULES:
    urlpatterns.append(path("calculator/oembed/", oembed))  # where it was first
