"""Markup of other programs (HTML, wikis, dialects of Markdown) as the Markdown of this site."""
