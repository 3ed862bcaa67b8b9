"""Treatment plan goals and objectives."""
