"""Layout: articles and a grid in; pages of items at fixed places out."""
