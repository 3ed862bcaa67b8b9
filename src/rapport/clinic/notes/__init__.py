"""Notes: draft, review, signature, addenda and export."""
