"""Gunicorn reads this file from the project's root."""

import os

pythonpath = "site"
bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
max_requests = 5000
max_requests_jitter = 500
