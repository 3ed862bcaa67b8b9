"""Money: fees, coverage, claims, remittance, statements."""
