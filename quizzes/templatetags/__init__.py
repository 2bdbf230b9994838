"""What templates of quizzes may call."""
