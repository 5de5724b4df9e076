"""The refusal of a whole file."""


class UnreadableFile(ValueError):
    """The file cannot be read as a roster; the message says why and what to do, in Vietnamese."""


class NoHeader(UnreadableFile):
    """The file was read, but no row in it looks like the header of a roster: the organizer can point at it."""


class TookTooLong(UnreadableFile):
    """The file was not read in the time that was given; it may be read where nobody waits."""


BROKEN = "Tệp bị hỏng hoặc không phải tệp Excel. Mở tệp bằng Excel, chọn Lưu thành .xlsx rồi tải lên lại."
