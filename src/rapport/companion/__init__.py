"""The client's own space: time line, check-ins, journal, learning."""
