"""Quizzes: questions, attempts, answers and scores."""
