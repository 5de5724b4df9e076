"""The definitions of all figures, in the words of the screen. docs/figures.md holds the same with formulas."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Definition:
    """`anchor` names the figure in addresses, as the fields of participation.figures.unit_figures do."""

    anchor: str
    name: str | Promise
    meaning: str | Promise


DEFINITIONS = [
    Definition("people", _("Người tham gia"), _("Số người có ít nhất một lượt trong kỳ. Mỗi người chỉ tính một lần ở mỗi đơn vị, dù có bao nhiêu lượt và dù đã chuyển qua mấy đơn vị bên dưới.")),
    Definition("turns", _("Lượt"), _("Lượt học cộng lượt làm bài. Một lượt học là một người học một bài trong một ngày; một lượt làm bài là một lần nộp bài kiểm tra.")),
    Definition("roster", _("Danh sách"), _("Số người có tên trong đơn vị vào ngày cuối kỳ; nếu kỳ chưa hết thì tính đến hôm nay.")),
    Definition("rate", _("Tỷ lệ tham gia"), _("Người tham gia chia cho danh sách.")),
    Definition("started", _("Bắt đầu khóa học"), _("Số lần một người làm xong bước đầu tiên của một khóa học trong kỳ. Mỗi người bắt đầu mỗi khóa học một lần.")),
    Definition("completed", _("Hoàn thành khóa học"), _("Số lần một người hoàn thành một khóa học trong kỳ: xong mọi bước và đạt mọi bài kiểm tra của các bài đang có lúc đó. Thêm bài về sau không làm mất lần hoàn thành.")),
    Definition("passed", _("Bài kiểm tra đạt"), _("Số lần một người đạt một bài kiểm tra lần đầu trong kỳ.")),
    Definition("mean_score", _("Điểm trung bình"), _("Tổng điểm của các bài kiểm tra đã nộp trong kỳ chia cho số lượt làm bài; mỗi bài tính theo phần trăm số điểm của bài đó, mọi lượt đều tính.")),
    Definition("median_seconds", _("Trung vị thời gian làm bài"), _("Thời gian mà ít nhất một nửa số lượt làm bài kiểm tra trong kỳ đã nộp xong trong khoảng ấy, tính từ lúc mở đề, làm tròn lên 10 giây, quá một giờ tính một giờ. Chỉ tính những lượt có ghi thời gian.")),
    Definition("groups", _("Theo nhóm người"), _("Giới tính, đoàn viên và năm sinh tính theo danh sách hiện nay: sửa một thông tin thì cả những gì người đó đã làm chuyển theo nhóm mới. Mỗi người ở đúng một nhóm, nên các nhóm cộng lại bằng cả đơn vị. Tuổi là năm của ngày cuối kỳ trừ năm sinh. Riêng theo loại đơn vị trực thuộc: người đã tham gia ở hai loại đơn vị được tính ở cả hai.")),
    Definition("activity", _("Hoạt động trong kỳ"), _("Đếm những gì xảy ra trong kỳ, tính cho đơn vị của người đó vào lúc ấy. Chuyển lớp về sau không làm đổi số.")),
    Definition("coverage", _("Mức phủ hiện nay"), _("Trong những người đang ở đơn vị hôm nay, bao nhiêu người đã bắt đầu, đã hoàn thành mọi bài của khóa học như khóa học đang có, đã đạt mọi bài kiểm tra. Khi không chọn khóa học: tính người có ít nhất một khóa học như vậy.")),
    Definition("signs", _("Dấu hiệu tham gia hình thức"), _("Ba dấu hiệu: làm lần đầu mà nộp nhanh hơn thời gian đọc đề (10 tiếng một giây, thêm 1 giây mỗi câu); từ 5 người nộp liền nhau trên một thiết bị, cách nhau không quá 90 giây; từ 4 người cùng lớp chọn y hệt nhau, sai cùng ít nhất 2 câu mà ngẫu nhiên chưa tới 1 trên 1.000 lớp như vậy ra được. Thử trên lớp 40 người làm bài thật: không ai bị báo nhầm là nhanh, trừ khi vừa luyện đúng những câu ấy (khi đó khoảng 6 trên 100 người); chung một máy bị báo nhầm ở 6 trên 1.000 lớp; giống nhau bị báo nhầm ở 1 trên 1.000 lớp. Dấu hiệu không trừ lượt của ai.")),
    Definition("merged", _("Hồ sơ được gộp"), _("Hai hồ sơ của một người được gộp thì tính một người ở mọi kỳ, cả kỳ đã qua. Việc cả hai cùng có trong một ngày tính một lần.")),
    Definition("trees", _("Hai hệ thống"), _("Trường học và tổ chức Đoàn là hai cách nhìn cùng những con người ấy. Không bao giờ cộng hai hệ thống với nhau.")),
]  # fmt: skip
