"""The practice: name, identifiers, locations, hours and settings."""
