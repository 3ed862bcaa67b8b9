"""What may be done and what was: consent, AI ledger, vendors, jurisdictions, retention."""
