"""Questions of quizzes for other programs, with their keys, and those of other programs here."""
