"""Events that go out to other systems, and bookings that come in from schedulers."""
