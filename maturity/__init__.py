"""Maturity assessments: models, answers, levels."""
