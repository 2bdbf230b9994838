"""Charts as numbers that an SVG needs. Pure: no Django, no colours."""
