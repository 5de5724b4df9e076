"""What happened: activities, and facts that are only ever added."""
