"""Forms: fields for text as people send it, and what of a form was changed."""
