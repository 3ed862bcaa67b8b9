"""Looking across sessions and clients: recall, caseload, patterns, flags."""
