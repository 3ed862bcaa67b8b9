"""Outside services and the permits without which nothing leaves."""
