"""Finding terms: by name, by text, and by what a misspelt query comes close to."""
