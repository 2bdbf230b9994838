"""Measurements of the site on made data; `script/bench` runs them."""
