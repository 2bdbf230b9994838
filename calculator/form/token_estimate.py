"""How many tokens a pasted text has, about: nothing counts them here as a model would.

English text has about four characters a token by the rule of thumb of OpenAI; other languages and
code have fewer.
"""

from math import ceil

from django.http import QueryDict

from calculator.form.groups import TIER_ROWS

CHARACTERS_PER_TOKEN = 4


def estimated_tokens(text: str) -> int:
    """The tokens of `text` at four characters a token, rounded up."""
    return ceil(len(text.strip()) / CHARACTERS_PER_TOKEN)


def with_estimated_tokens(state: QueryDict, prompt: str, answer: str) -> QueryDict:
    """The state with these texts as the request and the answer of every model that it names."""
    sent, answered = estimated_tokens(prompt), estimated_tokens(answer)
    filled = state.copy()
    rows = [row for row in TIER_ROWS if state.get(f"model_{row}")] or [1]
    for row in rows:
        filled[f"input_{row}"], filled[f"output_{row}"] = str(sent), str(answered)
        filled.pop(f"cached_{row}", None)
    filled.pop("written_tokens", None)
    filled["estimated"] = f"{sent} {answered}"
    return filled
