"""Signs that participation may be hollow: shown to be looked into, never to punish."""
