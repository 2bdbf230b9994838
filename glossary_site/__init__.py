"""The site around the apps: settings, URLs, what every view uses, the page cache and the server."""
