"""Home, browsing, term pages and their checklists."""

from django.contrib.sitemaps.views import index, sitemap
from django.urls import path, register_converter

from glossary_site.page_cache.public import public_page
from glossary_site.registries import SITEMAPS
from glossary_site.web.addresses.slug_converter import SlugConverter
from terms.machines import views as machine_views
from terms.pages import link_views, views

app_name = "terms"
register_converter(SlugConverter, "any_slug")

urlpatterns = [
    path("", views.home, name="home"),
    path("terms/", views.term_list, name="term_list"),
    path("terms/graph/", link_views.term_graph, name="term_graph"),
    path("continue/", views.resumptions, name="resumptions"),
    path("mastery/", views.mastery, name="mastery"),
    path("ask-for-entry/", views.ask_for_entry, name="ask_for_entry"),
    path("suggestions/", views.suggestions, name="suggestions"),
    path("terms/<any_slug:slug>/", views.term_detail, name="term_detail"),
    path("terms/<any_slug:slug>/figures/", views.figures, name="figures"),
    path("terms/<any_slug:slug>/neighbours/", link_views.neighbours, name="neighbours"),
    path("about/figures/", views.about_figures, name="about_figures"),
    path("terms/<any_slug:slug>/benchmarks/", views.benchmarks, name="benchmarks"),
    path("terms/<any_slug:slug>/checklist/", views.checklist, name="checklist"),
    path("terms/<any_slug:slug>/private/", views.private_fragments, name="private_fragments"),
    path("terms/<any_slug:slug>/card/", link_views.term_card, name="term_card"),
    path("terms/<any_slug:slug>/picture.png", machine_views.term_picture, name="term_picture"),
    path(
        "terms/<any_slug:slug>/images/<slug:version>/<str:name>",
        machine_views.term_image,
        name="term_image",
    ),
    path("picture.png", machine_views.site_picture, name="site_picture"),
    path("favicon.ico", machine_views.favicon, name="favicon"),
    path("accent.css", machine_views.accent, name="accent"),
    path("site-files/<str:name>", machine_views.site_file, name="site_file"),
    path("manifest.webmanifest", machine_views.manifest, name="manifest"),
    path("robots.txt", views.robots, name="robots"),
    path(
        "sitemap.xml",
        public_page()(index),
        {"sitemaps": SITEMAPS, "sitemap_url_name": "terms:sitemap"},
        name="sitemap_index",
    ),
    path(
        "sitemap-<section>.xml",
        public_page(endless=("p",))(sitemap),
        {"sitemaps": SITEMAPS},
        name="sitemap",
    ),
]
