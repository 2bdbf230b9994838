"""`llms.txt`: what there is for a language model to read (llmstxt.org). Pure."""

from collections.abc import Iterator

from exchange.records.record import GlossaryRecord


def write_llms(glossary: GlossaryRecord, base: str) -> str:
    """Entries by category, each with the address of its Markdown and its short answer."""
    return "\n".join(_lines(glossary, base)) + "\n"


def _lines(glossary: GlossaryRecord, base: str) -> Iterator[str]:
    yield f"# {glossary.title}\n"
    if glossary.tagline:
        yield f"> {glossary.tagline}\n"
    yield (
        "Every figure in an entry has its source, its date and its kind: measured, survey, "
        f"estimate or calculation. The whole as JSON: {base}/glossary.json\n"
    )
    for category in glossary.categories:
        entries = [one for one in glossary.entries if one.category.slug == category.slug]
        if entries:
            yield f"## {category.title}\n"
            for one in entries:
                yield f"- [{one.title}]({one.url.rstrip('/')}.md): {one.definition}"
            yield ""
