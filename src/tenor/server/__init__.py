"""Settings, addresses and the process: where the parts of the site are joined."""
