"""What readers report: a form on their side, and a page in the admin where it is answered."""
