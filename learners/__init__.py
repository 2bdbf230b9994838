"""Anonymous learners: who has state, and how they leave."""
