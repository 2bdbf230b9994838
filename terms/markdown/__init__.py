"""Authors' Markdown read once: what it shows, and what of it cannot be shown. Pure."""
