"""HTML as tests read it."""


def one_line(html: str) -> str:
    """`html` with each run of white space as one space, however its template was indented."""
    return " ".join(html.split())
