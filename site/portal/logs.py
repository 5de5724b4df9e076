"""What never stands in a log: codes that open an account, and the path through the code of what was only refused."""

import logging
import re

# The address of a scanned card holds both codes.
# Phones write it in capitals, with spaces, or with a stroke too many.
_CARD = re.compile(r"/+the/+[^/\n\"']+/+[^\n\"'?]+", re.IGNORECASE)


class WithoutCodes(logging.Filter):
    """Takes the codes of cards out of whatever is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if "/the/" in message.lower():
            record.msg, record.args = _CARD.sub("/the/…/…", message), ()
        return True


class RefusalsInOneLine(logging.Filter):
    """What a visitor was refused is a line; its path through the code tells nothing, and guessing would fill the log with it."""

    def filter(self, record: logging.LogRecord) -> bool:
        refused = getattr(record, "status_code", 500) < 500 or record.name.startswith("django.security")
        if refused and record.exc_info:
            record.exc_info = record.exc_text = None
        return True
