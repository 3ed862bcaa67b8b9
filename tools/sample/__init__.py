"""Makes the supplied sample recording from its script; run by hand when the script changes."""
