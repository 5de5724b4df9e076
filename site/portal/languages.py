"""The language of the public pages that somebody chose."""

# The cookie that remembers it.
COOKIE = "ngon-ngu"
