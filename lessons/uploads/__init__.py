"""Pictures and documents that editors upload: they are what they say they are, and tell nothing of where they were taken."""
