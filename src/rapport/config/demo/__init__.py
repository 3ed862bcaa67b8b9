"""The demonstration practice: fictional people, so that a newcomer can look around."""
