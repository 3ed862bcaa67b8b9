"""The first-run guide: pages at /setup/ that make a practice, and are gone once there is one."""
