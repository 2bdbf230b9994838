"""What learners recall: the log of their answers, and the schedule that follows from it."""
