"""The drawings that editors may put into lessons: flat shapes in one style, a few hundred bytes each.

Each is a template `lessons/drawings/<name>.svg`; a new file and a line here make a new drawing.
"""

DRAWINGS = {
    "identity-card": "Thẻ căn cước",
    "phone-code": "Điện thoại nhận mã OTP",
    "three-keys": "Ba loại mật khẩu",
    "service-desk": "Quầy làm thủ tục",
    "file-check": "Hồ sơ có dấu đánh",
    "search-procedure": "Tìm thủ tục",
    "document-photo": "Chụp giấy tờ rõ nét",
    "file-journey": "Đường đi của hồ sơ",
    "shield": "Lá chắn",
    "address-bar": "Thanh địa chỉ",
    "stranger-call": "Cuộc gọi lạ",
    "lock-account": "Khóa tài khoản",
    "two-people": "Hai người cùng học",
    "family": "Ông bà và cháu",
    "exam": "Phiếu đăng ký dự thi",
}
CHOICES = list(DRAWINGS.items())
