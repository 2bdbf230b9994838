"""What learners did, told to a Learning Record Store by the Experience API (xAPI 1.0.3)."""
