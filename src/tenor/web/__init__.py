"""The pages. No tables and no rules: read what was sent, call one action or one lookup, show the page."""
