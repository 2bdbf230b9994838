"""What the templates of all pages use to fill their head."""
