"""Running functions at the same moment, each with a connection of its own."""

import threading

from django.db import connection


def run_all(*targets):
    """Runs every target in a thread of its own; fails with the first error of any."""
    errors = []
    together = threading.Barrier(len(targets))

    def guarded(target):
        try:
            together.wait(10)
            target()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=guarded, args=(target,)) for target in targets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if errors:
        raise errors[0]
