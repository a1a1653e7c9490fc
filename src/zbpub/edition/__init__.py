"""The edition: an issue as one script and region prints it."""
