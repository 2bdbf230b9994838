"""The JSON schema of `/calculator/result.json`, for programs that read it."""

from calculator.exports.tables import Unit
from calculator.form.stored_scenario import FIELDS

_TEXT = {"type": "string"}
_EXACT = {
    "type": ["string", "null"],
    "pattern": "^-?[0-9]+([.][0-9]+|/[0-9]+)?$",
    "description": "Every digit: a decimal, or numerator/denominator where no decimal is exact. "
    "Null where there is no such figure.",
}
_SHOWN = {
    "type": ["string", "null"],
    "pattern": "^-?[0-9]+([.][0-9]+)?$",
    "description": "The digits that the page shows: dollars, percent, or a multiple.",
}


def result_schema() -> dict[str, object]:
    """Draft 2020-12. An input is as it was written; one that is left out is empty."""
    figure = {
        "type": "object",
        "properties": {
            "figure": {**_TEXT, "pattern": "^[a-z0-9_]+$"},
            "unit": {"enum": [str(unit) for unit in Unit]},
            "exact": _EXACT,
            "shown": _SHOWN,
        },
        "required": ["figure", "unit", "exact", "shown"],
        "additionalProperties": False,
    }
    inputs = {
        "type": "object",
        "description": "Sent to /calculator/ or /calculator/result.json as a query, they give the "
        "same figures under the same release of the price list.",
        "properties": dict.fromkeys(sorted(FIELDS), _TEXT),
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A calculation of what an AI feature costs",
        "type": "object",
        "properties": {"inputs": inputs, "figures": {"type": "array", "items": figure}},
        "required": ["inputs", "figures"],
        "additionalProperties": False,
    }
