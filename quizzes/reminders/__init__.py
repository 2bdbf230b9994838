"""Reminders that no third party takes part in: a private calendar, and mail if asked for."""
