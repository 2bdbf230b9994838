"""How dates are written where the project differs from Django; a package for each language."""
