"""What authors should look at next: terms, readers, questions, figures, calls, levels."""
