"""Every figure, declared once: its name, its words, where its value stands, and in which forms it leaves.

Pages, workbooks, reports, the API and the page of definitions follow from FIGURES. docs/figures.md holds the same with
formulas. What a measure counts is declared in participation.rules.measures; its figure follows from there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participation.rules.measures import SHOWN_MEASURES


@dataclass(frozen=True)
class Figure:
    """A number about some people in a period.

    `name` is its name in the API, in kept reports and in the addresses of definitions; `part` the part of the API's answer
    that it stands in ("" for the answer itself). `get` reads it from participation.figures.unit_figures.Figures. A rate is
    a fraction, None where there is nothing to divide by.
    """

    name: str
    label: str | Promise
    get: Callable[[Any], int | float | None]
    meaning: str | Promise = ""
    part: str = "activity"
    is_rate: bool = False
    short_label: str | Promise = ""

    @property
    def heading(self) -> str | Promise:
        """The label of a narrow column."""
        return self.short_label or self.label


ROSTER = Figure(
    "roster", _("Danh sách"), attrgetter("roster"), part="",
    meaning=_("Số người có tên trong đơn vị vào ngày cuối kỳ; nếu kỳ chưa hết thì tính đến hôm nay."),
)  # fmt: skip
PEOPLE = Figure(
    "people", _("Người tham gia"), attrgetter("activity.people"),
    _("Số người có ít nhất một lượt trong kỳ. Mỗi người chỉ tính một lần ở mỗi đơn vị, dù có bao nhiêu lượt và dù đã chuyển qua mấy đơn vị bên dưới."),
)  # fmt: skip
RATE = Figure(
    "rate", _("Tỷ lệ tham gia"), attrgetter("rate"), _("Người tham gia chia cho danh sách."),
    is_rate=True, short_label=_("Tỷ lệ"),
)  # fmt: skip
COUNTED = tuple(
    Figure(each.name, each.label, attrgetter(f"activity.{each.name}"), each.meaning, short_label=each.short_label)
    for each in SHOWN_MEASURES
)
NOW = Figure("members", _("Đang ở đơn vị"), attrgetter("now"), part="")
COVERAGE = (
    Figure("started", _("Đã bắt đầu (mức phủ)"), attrgetter("coverage.started"), part="coverage"),
    Figure("completed", _("Đã hoàn thành (mức phủ)"), attrgetter("coverage.completed"), part="coverage"),
    Figure("passed", _("Đã đạt (mức phủ)"), attrgetter("coverage.passed"), part="coverage"),
    Figure("rate", _("Tỷ lệ hoàn thành (mức phủ)"), attrgetter("coverage_rate"), part="coverage", is_rate=True),
)
# In the order of a table's columns; and what the API answers, in its order.
TABLE = (ROSTER, PEOPLE, RATE, *COUNTED)
FIGURES = (*TABLE, NOW, *COVERAGE)
ANSWERED = (ROSTER, PEOPLE, *COUNTED, RATE, *COVERAGE)


@dataclass(frozen=True)
class Definition:
    """What a word on the pages of figures means. `anchor` names it in addresses."""

    anchor: str
    name: str | Promise
    meaning: str | Promise


def _of(figure: Figure) -> Definition:
    return Definition(figure.name, figure.label, figure.meaning)


DEFINITIONS = [
    _of(PEOPLE),
    *[_of(each) for each in COUNTED if each.name == "turns"],
    _of(ROSTER),
    _of(RATE),
    *[_of(each) for each in COUNTED if each.name != "turns"],
    Definition("mean_score", _("Điểm trung bình"), _("Tổng điểm của các bài kiểm tra đã nộp trong kỳ chia cho số lượt làm bài; mỗi bài tính theo phần trăm số điểm của bài đó, mọi lượt đều tính.")),
    Definition("median_seconds", _("Trung vị thời gian làm bài"), _("Thời gian mà ít nhất một nửa số lượt làm bài kiểm tra trong kỳ đã nộp xong trong khoảng ấy, tính từ lúc mở đề, làm tròn lên 10 giây, quá một giờ tính một giờ. Chỉ tính những lượt có ghi thời gian.")),
    Definition("groups", _("Theo nhóm người"), _("Giới tính, đoàn viên và năm sinh tính theo danh sách hiện nay: sửa một thông tin thì cả những gì người đó đã làm chuyển theo nhóm mới. Mỗi người ở đúng một nhóm, nên các nhóm cộng lại bằng cả đơn vị. Tuổi là năm của ngày cuối kỳ trừ năm sinh. Riêng theo loại đơn vị trực thuộc: người đã tham gia ở hai loại đơn vị được tính ở cả hai.")),
    Definition("activity", _("Hoạt động trong kỳ"), _("Đếm những gì xảy ra trong kỳ, tính cho đơn vị của người đó vào lúc ấy. Chuyển lớp về sau không làm đổi số.")),
    Definition("coverage", _("Mức phủ hiện nay"), _("Trong những người đang ở đơn vị hôm nay, bao nhiêu người đã bắt đầu, đã hoàn thành mọi bài của khóa học như khóa học đang có, đã đạt mọi bài kiểm tra. Khi không chọn khóa học: tính người có ít nhất một khóa học như vậy.")),
    Definition("signs", _("Dấu hiệu tham gia hình thức"), _("Ba dấu hiệu: làm lần đầu mà nộp nhanh hơn thời gian đọc đề (10 tiếng một giây, thêm 1 giây mỗi câu); từ 5 người nộp liền nhau trên một thiết bị, cách nhau không quá 90 giây; từ 4 người cùng lớp chọn y hệt nhau, sai cùng ít nhất 2 câu mà ngẫu nhiên chưa tới 1 trên 1.000 lớp như vậy ra được. Thử trên lớp 40 người làm bài thật: không ai bị báo nhầm là nhanh, trừ khi vừa luyện đúng những câu ấy (khi đó khoảng 6 trên 100 người); chung một máy bị báo nhầm ở 6 trên 1.000 lớp; giống nhau bị báo nhầm ở 1 trên 1.000 lớp. Dấu hiệu không trừ lượt của ai.")),
    Definition("merged", _("Hồ sơ được gộp"), _("Hai hồ sơ của một người được gộp thì tính một người ở mọi kỳ, cả kỳ đã qua. Việc cả hai cùng có trong một ngày tính một lần.")),
    Definition("trees", _("Hai hệ thống"), _("Trường học và tổ chức Đoàn là hai cách nhìn cùng những con người ấy. Không bao giờ cộng hai hệ thống với nhau.")),
]  # fmt: skip
