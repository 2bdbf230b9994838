"""When a call can be, and on whose clock."""
