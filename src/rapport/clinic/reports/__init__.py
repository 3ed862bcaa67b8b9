"""Session summaries for therapist and client, approved before anyone sees them."""
