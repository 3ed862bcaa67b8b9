"""The append-only record of every read and write, sealed by a hash tree."""
