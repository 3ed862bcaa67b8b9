"""Who you are, what you did, and encryption. This floor knows no client."""
