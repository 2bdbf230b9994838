"""LTI 1.3: entries, quizzes and paths inside a learning platform, and scores back to it."""
