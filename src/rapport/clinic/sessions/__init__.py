"""Sessions, participants, recordings and transcripts."""
