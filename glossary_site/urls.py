"""Every address of the site; each app's own are included by name."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from glossary_site.operations import health
from glossary_site.web import offline, prefetch
from glossary_site.web.addresses.post_only import posts_from
from glossary_site.web.limits import limit_logins

handler400 = "glossary_site.web.errors.handlers.bad_request"
handler403 = "glossary_site.web.errors.handlers.forbidden"
handler404 = "glossary_site.web.errors.handlers.not_found"
handler500 = "glossary_site.web.errors.handlers.broken"

urlpatterns = [
    path("", include("terms.urls")),
    path("", include("learners.urls")),
    path("", include("exchange.urls")),
    path("lti/", include("exchange.lti.urls")),
    path("admin/", include("authoring.urls")),
    path("admin/login/", limit_logins(admin.site.login)),
    path("admin/logout/", posts_from("admin:index")(admin.site.logout)),
    path("admin/", admin.site.urls),
    path("offline/", offline.offline, name="offline"),
    path("service-worker.js", offline.service_worker, name="service_worker"),
    path("speculation-rules.json", prefetch.speculation_rules, name="speculation_rules"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
for module, addresses in (
    ("quizzes", path("quizzes/", include("quizzes.urls"))),
    ("quizzes", path("review/reminders/", include("quizzes.reminders.urls"))),
    ("quizzes", path("review/", include("quizzes.reviews.urls"))),
    ("quizzes", path("me/reviews/", include("quizzes.memory.urls"))),
    ("assessments", path("maturity/", include("maturity.urls"))),
    ("calculator", path("calculator/", include("calculator.urls"))),
    ("paths", path("paths/", include("paths.urls"))),
    ("advisory", path("advisory/", include("advisory.urls"))),
    ("reports", path("", include("authoring.reports.urls"))),
):
    if module in settings.MODULES:
        urlpatterns.append(addresses)
if settings.METRICS_TOKEN:
    from glossary_site.operations.metrics import metrics

    urlpatterns.append(path("metrics", metrics, name="metrics"))
if settings.STYLEGUIDE:
    urlpatterns.append(path("styleguide/", include("dev.styleguide.urls")))
