"""What participation means, as arithmetic: plain functions on plain values, without Django's models or a database."""
