"""Puts everything together: settings, URLs, event bindings and the command line."""
