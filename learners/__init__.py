"""Anonymous learners: who has state, on which devices, and how they leave."""
