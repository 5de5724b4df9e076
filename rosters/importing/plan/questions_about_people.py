"""What is asked about people, in words: code of the doubt -> (the question, what is answered when the file is right)."""

# What else may be answered.
ONE = "one"
# One answer for all who are likely somebody of the class, in place of one for each.
SAME = "same"
MORE_CHOICES = {
    "namesakes": {ONE: "Là một người ghi hai lần, lấy dòng đầu"},
    "other_code": {"each": "Không phải tất cả: trả lời từng người bên dưới"},
    "name_alone": {"each": "Không phải tất cả: trả lời từng người bên dưới"},
}
ABOUT_PEOPLE = {
    "namesakes": (
        "{n} dòng trùng họ tên và lớp với một dòng khác, ngày sinh cũng trùng hoặc không ghi: {what}.",
        ("two", "Đúng là hai người khác nhau"),
    ),
    "same_person": (
        "{n} người có ở hai lớp trong tệp, cùng họ tên và ngày sinh: {what}.",
        ("two", "Đúng là hai người khác nhau"),
    ),
    "near_person": (
        "{n} người gần giống một người ở lớp khác trong tệp, chỉ lệch một chữ hoặc một năm sinh: {what}.",
        ("two", "Đúng là hai người khác nhau"),
    ),
    "other_code": (
        "{n} người trùng họ tên, ngày sinh và lớp với người đang có, nhưng tệp ghi mã khác: {what}. Có phải đều là họ không?",
        (SAME, "Đúng, đều là họ; giữ mã đang in trên thẻ"),
    ),
    "name_alone": (
        "{n} người trong tệp không có ngày sinh đầy đủ, trùng họ tên và lớp với một người đang có: {what}. Có phải đều là họ không?",
        (SAME, "Đúng, đều là họ"),
    ),
    "said_again": (
        "{n} dòng ghi lại đúng một người đã có ở dòng trên, cùng mã, họ tên, ngày sinh và lớp: {what}.",
        ("once", "Đúng, mỗi người lấy một lần"),
    ),
    "exchanged": (
        "{n} người được ghi họ tên hoặc ngày sinh đang là của một người khác trong danh sách: {what}. Có thể hai dòng bị ghi lẫn.",
        ("right", "Đúng, ghi như trong tệp"),
    ),
    "odd_moves": (
        "{n} người chuyển lớp khác thường: {what}. Cột lớp có thể bị lệch dòng, hoặc là danh sách của năm khác.",
        ("move", "Đúng, chuyển lớp"),
    ),
    "renames": (
        "{n} người có mã trong hệ thống nhưng tệp ghi họ tên khác hẳn: {what}. Cột mã và cột họ tên có thể bị sắp xếp lệch nhau.",
        ("rename", "Đúng, đổi tên những người này"),
    ),
    "many_birth_date": (
        "{n} người đang có trong hệ thống được đổi ngày sinh: {what}. Cột ngày sinh có thể bị lệch dòng, hoặc đảo ngày với tháng.",
        ("change", "Đúng, đổi ngày sinh"),
    ),
    "many_sex": ("{n} người đang có trong hệ thống được đổi giới tính: {what}.", ("change", "Đúng, đổi giới tính")),
    "sexes_turned": ("{n} người tên Thị ghi là Nam hoặc tên Văn ghi là Nữ: {what}.", ("right", "Đúng, vẫn nhập")),
    "no_accents": ("Họ tên trong tệp không có dấu: {what}.", ("right", "Đúng, ghi không dấu")),
    "from_elsewhere": ("{n} người đang ở đơn vị khác, ngoài đơn vị bạn đang nhập: {what}.", ("move", "Đúng, chuyển về đây")),
    "classes_of_one": (
        "{n} lớp hoặc chi đoàn mới chỉ có một người: {what}. Cột lớp có thể bị kéo thành dãy số.",
        ("new", "Đúng, lập các lớp này"),
    ),
    "sorted_apart": (
        "{n} người mới trùng họ tên với người đã có trong lớp nhưng khác hẳn ngày sinh: {what}. "
        "Cột họ tên và cột ngày sinh có thể bị sắp xếp lệch nhau.",
        ("new", "Đúng là những người khác"),
    ),
    "returns": ("{n} người đã thôi hoặc ra trường, nay có lại trong tệp: {what}.", ("back", "Đúng, nhận lại")),
    "moves_by_name": (
        "{n} người không có mã trong tệp, trùng họ tên và ngày sinh với người ở lớp khác: {what}.",
        ("move", "Đúng là họ, chuyển lớp"),
    ),
    "dragged_dates": (
        "Ngày sinh ở {n} dòng liền nhau giống nhau hoặc tăng đều từng ngày, từng năm: {what}. Có thể do kéo ô xuống.",
        ("right", "Đúng là ngày sinh của họ"),
    ),
    "no_chapter": (
        "{n} người được đánh dấu là đoàn viên nhưng ô chi đoàn để trống, nên không được nhập: {what}.",
        ("skip", "Đúng, bỏ qua những người này"),
    ),
    "age": ("{n} người có tuổi không hợp với lớp: {what}.", ("right", "Đúng, vẫn nhập")),
}
