"""What a reader of a result can tell the advisor."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from glossary_site.web.handover import Finding, Findings
from maturity.models import LEVEL_NAMES
from maturity.results.result import build_result
from maturity.results.visibility import visible_result


def of_result(request: HttpRequest, token: str) -> Findings | None:
    """The level and the weakest dimensions; None where the one who asks may not see the result."""
    assessment = visible_result(request, token)
    if assessment is None:
        return None
    result = build_result(assessment)
    title = assessment.model.title
    if result.level is None:
        level = _("Not rated: too little of it applies")
        return Findings(
            title,
            assessment.get_absolute_url(),
            (Finding("level", _("Maturity level"), level),),
        )
    level = _("%(level)d of 7, %(name)s, in %(assessment)s") % {
        "level": result.level,
        "name": LEVEL_NAMES[result.level],
        "assessment": title,
    }
    found = [Finding("level", _("Maturity level"), level)]
    if weakest := ", ".join(row.title for row in result.weakest):
        found.append(Finding("weakest_dimension", _("Weakest dimension"), weakest))
    return Findings(title, assessment.get_absolute_url(), tuple(found))
