"""The site around the apps: settings, URLs, responses and the server's door."""
