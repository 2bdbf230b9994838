"""The advisor, the booking link and requests for a call."""
