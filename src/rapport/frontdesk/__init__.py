"""The day around the session: scheduling, messages, intake, records."""
