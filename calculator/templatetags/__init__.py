"""The app's template filters."""
