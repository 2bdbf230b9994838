"""Questions of other programs as drafts of `quiz.yaml`."""
