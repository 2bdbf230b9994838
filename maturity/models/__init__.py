"""Assessments, what learners answered, alone or in a team, and what they plan to do about it."""

from maturity.models.assessment import (
    ANSWER_WORDS,
    RULE_1_WORDS,
    Assessment,
    PickedLevel,
    Response,
    shown_number,
    web_address,
)
from maturity.models.ladder import LEVEL_CHOICES, LEVEL_NAMES, LevelDescription
from maturity.models.model import (
    Dimension,
    DimensionLevel,
    MaturityModel,
    Statement,
    StatementHelp,
)
from maturity.models.plan import PlanItem, TargetLevel
from maturity.models.team import Team, make_token

__all__ = [
    "ANSWER_WORDS",
    "LEVEL_CHOICES",
    "LEVEL_NAMES",
    "RULE_1_WORDS",
    "Assessment",
    "Dimension",
    "DimensionLevel",
    "LevelDescription",
    "MaturityModel",
    "PickedLevel",
    "PlanItem",
    "Response",
    "Statement",
    "StatementHelp",
    "TargetLevel",
    "Team",
    "make_token",
    "shown_number",
    "web_address",
]
