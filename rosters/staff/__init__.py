"""Accounts of staff: who they are, how they log in, how an administrator looks after them."""
