"""The links between terms that are made in their prose, and kept in step with what is published."""
