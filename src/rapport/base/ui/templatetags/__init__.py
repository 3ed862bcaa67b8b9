"""Template tags for every page: ``{% load ui %}``."""
