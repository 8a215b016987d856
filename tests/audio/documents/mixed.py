"""Notices that name people beside public matters: what of each is still heard once the guard has looked.

Names, numbers and wording are made up. Each is (its rule, its text, what is heard of it).
"""

GUARDED: tuple[tuple[str, str, str], ...] = (
    # what only leads to a number goes with it
    ("a first name and a mobile", "Liên hệ anh Nam 0912 000 111.", ""),
    (
        "who to call, and how",
        "Ai nhặt được ví xin báo cho bảo vệ. Liên hệ anh Nam, số điện thoại 0912.000.111.",
        "Ai nhặt được ví xin báo cho bảo vệ.",
    ),
    (
        "contact in brackets",
        "Hồ sơ nộp tại Bộ phận một cửa (liên hệ chị Lan: 0987.000.222) trước 16 giờ.",
        "Hồ sơ nộp tại Bộ phận một cửa trước 16 giờ.",
    ),
    (
        "contact at the end of a sentence with a fact",
        "Lớp học mở ngày 20/9, mọi chi tiết liên hệ chị Lan, điện thoại 0987 000 222.",
        "Lớp học mở ngày 20/9.",
    ),
    (
        "a landline with extension beside a name, and a public one",
        "Liên hệ bà Trần Thị Thử, ĐT 0208.3999.222 hoặc tổng đài 1900 1234.",
        "Liên hệ bà Trần Thị Thử hoặc tổng đài 1900 1234.",
    ),
    # identity, bank, plates
    (
        "identity card",
        "Ông Lê Văn Mẫu, số CCCD 019085000123, nhận lại ví tại cổng 1.",
        "Ông Lê Văn Mẫu, nhận lại ví tại cổng 1.",
    ),
    (
        "a bank account of a person",
        (
            "Công đoàn kêu gọi ủng hộ. Mọi đóng góp gửi về số tài khoản 19031234567890, chủ tài khoản Lê "
            "Văn Mẫu."
        ),
        "Công đoàn kêu gọi ủng hộ.",
    ),
    (
        "a plate",
        "Xe máy biển số 20B1-234.56 để quên ở bãi số 2. Chủ xe đến nhận trước 17 giờ.",
        "",
    ),
    # lives
    (
        "illness, and who that was",
        "Chị Lê Thị Mẫu dương tính với cúm. Người này làm việc tại tổ hàn. Công nhân đeo khẩu trang.",
        "Công nhân đeo khẩu trang.",
    ),
    (
        "a fine, and what he has to do",
        (
            "Anh Trần Văn Thử bị phạt 3 triệu đồng vì đánh bạc. Anh Thử phải nộp phạt trong 10 ngày. Đề "
            "nghị mọi người chấp hành."
        ),
        "Đề nghị mọi người chấp hành.",
    ),
    (
        "a debt, and what she has done",
        "Bà Lê Thị Mẫu còn nợ tiền thuê phòng 6 triệu đồng. Bà đã bỏ đi từ tháng trước. Chủ trọ báo công an.",
        "Chủ trọ báo công an.",
    ),
    (
        "a name of two words",
        "Nguyễn Mẫu bị khởi tố vì trộm cắp. Ban nhắc mọi người khóa xe.",
        "Ban nhắc mọi người khóa xe.",
    ),
    (
        "a home",
        "Ông Lê Văn Mẫu, trú tại số 12, ngõ 5, phường Thử, trúng giải nhất.",
        "Ông Lê Văn Mẫu, trúng giải nhất.",
    ),
    ("a private mail", "Gửi bài dự thi về hộp thư levanmau@gmail.com.", ""),
    (
        "a private mail beside a public one",
        "Gửi bài dự thi về bql@mau.gov.vn hoặc levanmau@gmail.com trước ngày 20/9.",
        "Gửi bài dự thi về bql@mau.gov.vn trước ngày 20/9.",
    ),
    (
        "a table of staff",
        (
            "STT | Họ tên | Điện thoại\n1 | Lê Văn Mẫu | 0912.000.111\n2 | Trần Thị Thử | 0912.000.222\nMọi"
            " người lưu ý giờ làm."
        ),
        "Mọi người lưu ý giờ làm.",
    ),
    # what is public
    (
        "a public hotline",
        "Mất nước gọi đường dây nóng 0208.3999.111.",
        "Mất nước gọi đường dây nóng 0208.3999.111.",
    ),
    (
        "an office's telephone",
        "Phòng Lao động, điện thoại 0208 3999 111, trực đến 17 giờ.",
        "Phòng Lao động, điện thoại 0208 3999 111, trực đến 17 giờ.",
    ),
    (
        "a mobile that is the duty's",
        "Đường dây nóng trực 24/24 giờ của Ban: 0912 000 111.",
        "",
    ),
    (
        "a firm's address",
        "Công ty Mẫu, địa chỉ lô A5, đường số 3, phường Thử, tuyển 20 thợ hàn.",
        "Công ty Mẫu, địa chỉ lô A5, đường số 3, phường Thử, tuyển 20 thợ hàn.",
    ),
    (
        "a leader in office",
        (
            "Ông Lê Văn Mẫu, Trưởng ban, yêu cầu xử phạt nghiêm doanh nghiệp vi phạm. Ông cho biết thêm: sẽ"
            " kiểm tra cả ban đêm."
        ),
        (
            "Ông Lê Văn Mẫu, Trưởng ban, yêu cầu xử phạt nghiêm doanh nghiệp vi phạm. Ông cho biết thêm: sẽ"
            " kiểm tra cả ban đêm."
        ),
    ),
    (
        "a leader who visits the sick",
        "Đồng chí Trần Thị Thử thăm công nhân bị ngộ độc đang điều trị tại bệnh viện.",
        "Đồng chí Trần Thị Thử thăm công nhân bị ngộ độc đang điều trị tại bệnh viện.",
    ),
    (
        "a firm in debt",
        "Công ty cổ phần Mẫu nợ bảo hiểm xã hội 2 tỷ đồng.",
        "Công ty cổ phần Mẫu nợ bảo hiểm xã hội 2 tỷ đồng.",
    ),
    (
        "a street named after somebody",
        "Cấm xe tải trên đường Nguyễn Trãi và phố Lê Lợi vì bị ngập.",
        "Cấm xe tải trên đường Nguyễn Trãi và phố Lê Lợi vì bị ngập.",
    ),
    (
        "people without names",
        "Hai công nhân bị bỏng nhẹ, đã được cấp cứu. Người này xuất viện hôm nay.",
        "Hai công nhân bị bỏng nhẹ, đã được cấp cứu. Người này xuất viện hôm nay.",
    ),
    (
        "whom to ask, with the office",
        "Mọi thắc mắc vui lòng liên hệ đồng chí Trần Thị Thử - Phòng Lao động, số điện thoại: 0912.000.111.",
        "",
    ),
    (
        "a name, and an office's number in brackets",
        "Chi tiết xin liên hệ: Chị Hoa (0912 000 111) hoặc Văn phòng Ban (0208 3999 111).",
        "Chi tiết xin liên hệ: Chị Hoa hoặc Văn phòng Ban (0208 3999 111).",
    ),
    (
        "a lost child is looked for",
        "Cháu Lê Văn Mẫu, 5 tuổi, đi lạc ở cổng 2. Ai thấy cháu báo bảo vệ.",
        "Cháu Lê Văn Mẫu, 5 tuổi, đi lạc ở cổng 2. Ai thấy cháu báo bảo vệ.",
    ),
    (
        "somebody wanted, described further",
        "Đối tượng Lê Mẫu trốn thuê phòng. Đối tượng cao 1,7 m. Ban nhắc chủ trọ cảnh giác.",
        "Ban nhắc chủ trọ cảnh giác.",
    ),
    (
        "a list of accounts with its heading",
        (
            "Danh sách công nhân nhận lương bù:\n1. Lê Văn Mẫu - STK 19031234567890\n2. Trần Thị Thử - STK "
            "19031234567891\nNhận tại phòng kế toán."
        ),
        "Nhận tại phòng kế toán.",
    ),
    ("somebody with child", "Công nhân Trần Thị Thử, mang thai tháng thứ 8, được chuyển việc nhẹ.", ""),
    (
        "somebody arrested, in brackets who",
        "Trần Văn Thử (SN 1990, trú xã Mẫu) bị tạm giữ vì trộm dây điện.",
        "",
    ),
    (
        "a leader who gives to the disabled",
        "Thay mặt Ban, ông Lê Văn Mẫu trao 50 suất quà cho công nhân khuyết tật.",
        "Thay mặt Ban, ông Lê Văn Mẫu trao 50 suất quà cho công nhân khuyết tật.",
    ),
    (
        "a firm's tax code and address",
        "Mã số thuế của Công ty TNHH Mẫu là 0312345678, địa chỉ: số 5, đường Mẫu.",
        "Mã số thuế của Công ty TNHH Mẫu là 0312345678, địa chỉ: số 5, đường Mẫu.",
    ),
    (
        "a school's mail and number",
        "Đăng ký qua email daotao@mau.edu.vn hoặc gọi 0208 3999 333 (Phòng Đào tạo).",
        "Đăng ký qua email daotao@mau.edu.vn hoặc gọi 0208 3999 333 (Phòng Đào tạo).",
    ),
    ("a car in the way", "Ô tô 20A-123.45 chắn cổng 1, đề nghị chủ xe di chuyển ngay.", ""),
    ("somebody who was ill and may come back", "Anh Lê Văn Mẫu là F0 đã khỏi. Anh được đi làm lại.", ""),
    (
        "a director's mobile",
        "Giám đốc Lê Mẫu, điện thoại 0912 000 111, thông báo tuyển 20 thợ.",
        "Giám đốc Lê Mẫu, thông báo tuyển 20 thợ.",
    ),
    (
        "an office's number and a clerk's",
        "Liên hệ: Phòng Tổ chức, ĐT: 0208 3999 111; Zalo: 0912 000 111 (chị Hoa).",
        "Liên hệ: Phòng Tổ chức, ĐT: 0208 3999 111.",
    ),
    (
        "a room that owes",
        "Ban quản lý ký túc xá nhắc: phòng 305 nợ tiền điện 2 tháng.",
        "Ban quản lý ký túc xá nhắc: phòng 305 nợ tiền điện 2 tháng.",
    ),
    (
        "a day of birth",
        "Anh Lê Văn Mẫu, sinh ngày 01/02/1990, quê Thử, được tuyển dụng.",
        "Anh Lê Văn Mẫu, quê Thử, được tuyển dụng.",
    ),
    (
        "a social insurance book",
        "Bảo hiểm xã hội đề nghị bà Trần Thị Thử (số sổ BHXH 1900001234) nộp hồ sơ.",
        "Bảo hiểm xã hội đề nghị bà Trần Thị Thử nộp hồ sơ.",
    ),
    (
        "a named person's house",
        "Hàng ủng hộ nhận tại nhà anh Lê Văn Mẫu, số 7 ngõ 3 đường Thử.",
        "Hàng ủng hộ nhận tại nhà anh Lê Văn Mẫu.",
    ),
    (
        "a landlady's mobile",
        "Phòng trọ của bà Lê Thị Mẫu, điện thoại 0987 000 222, còn 5 phòng.",
        "Phòng trọ của bà Lê Thị Mẫu, còn 5 phòng.",
    ),
    ("two poisoned", "Hai công nhân là Lê Văn Mẫu và Trần Thị Thử bị ngộ độc, đang cấp cứu.", ""),
    (
        "a police station's duty line",
        "Công an xã Thử, trực ban 0208 3999 113, tiếp nhận tin báo.",
        "Công an xã Thử, trực ban 0208 3999 113, tiếp nhận tin báo.",
    ),
    (
        "a doctor who tells of patients",
        "Bác sĩ Lê Thị Mẫu cho biết có 12 bệnh nhân đang điều trị.",
        "Bác sĩ Lê Thị Mẫu cho biết có 12 bệnh nhân đang điều trị.",
    ),
    (
        "those who passed",
        "Danh sách trúng tuyển:\n1. Lê Văn Mẫu\n2. Trần Thị Thử",
        "Danh sách trúng tuyển: 1. Lê Văn Mẫu 2. Trần Thị Thử",
    ),
    (
        "an account of a union",
        "Tài khoản nhận ủng hộ: Công đoàn các KCN, số 118000012345, VietinBank.",
        "Tài khoản nhận ủng hộ: Công đoàn các KCN, số 118000012345, VietinBank.",
    ),
    ("somebody off sick", "Anh Mẫu (tổ hàn) nghỉ ốm từ thứ Hai, anh Thử làm thay.", ""),
    ("a recruiter's mobile", "Liên hệ tuyển dụng: chị Hoa 0912 000 111 - phòng Nhân sự.", ""),
    (
        "leaders in office",
        "Lãnh đạo Ban: ông Lê Văn Mẫu, Trưởng ban; bà Trần Thị Thử, Phó Trưởng ban.",
        "Lãnh đạo Ban: ông Lê Văn Mẫu, Trưởng ban; bà Trần Thị Thử, Phó Trưởng ban.",
    ),
    (
        "a fined firm, described further",
        "Công ty Mẫu bị phạt 50 triệu đồng. Công ty này phải khắc phục trong 30 ngày.",
        "Công ty Mẫu bị phạt 50 triệu đồng. Công ty này phải khắc phục trong 30 ngày.",
    ),
    (
        "a fine, and what others should do",
        "Anh Lê Văn Mẫu bị phạt 5 triệu đồng. Các doanh nghiệp nhắc công nhân chấp hành.",
        "Các doanh nghiệp nhắc công nhân chấp hành.",
    ),
    (
        "somebody praised, described further",
        "Ông Lê Văn Mẫu được khen thưởng. Ông đã làm việc 20 năm.",
        "Ông Lê Văn Mẫu được khen thưởng. Ông đã làm việc 20 năm.",
    ),
    (
        "a foreman's mobile or the fire brigade",
        "Gặp sự cố gọi ông Mẫu, trưởng ca, số máy 0912 000 111, hoặc gọi 114.",
        "Gặp sự cố gọi ông Mẫu, trưởng ca, hoặc gọi 114.",
    ),
    (
        "a hotline with its hours",
        "Đường dây nóng: 0208 3999 111 (giờ hành chính).",
        "Đường dây nóng: 0208 3999 111 (giờ hành chính).",
    ),
    ("somebody with a fever", "Chị Trần Thị Thử, mã nhân viên 0123, bộ phận may, sốt xuất huyết.", ""),
    (
        "a prize",
        "Thí sinh Lê Văn Mẫu, số báo danh 012345, đạt giải nhất.",
        "Thí sinh Lê Văn Mẫu, số báo danh 012345, đạt giải nhất.",
    ),
    (
        "a union's account",
        "Đoàn viên nộp phí vào STK 118000012345 của Công đoàn KCN.",
        "Đoàn viên nộp phí vào STK 118000012345 của Công đoàn KCN.",
    ),
)
