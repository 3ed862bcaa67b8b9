"""Hallways: the base page, navigation, sign-in pages, static files and error pages."""
