"""What an AI feature costs and what it leaves."""
