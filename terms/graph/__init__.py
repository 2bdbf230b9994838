"""The pictures of how terms relate: laid out when content changes, drawn as SVG."""
