"""A made-up decree of some forty pages: chapters, articles, clauses, a table, a signature."""

from io import BytesIO

import docx

CHAPTERS = (
    "QUY ĐỊNH CHUNG",
    "ĐẦU TƯ HẠ TẦNG KHU CÔNG NGHIỆP",
    "HỖ TRỢ NHÀ Ở CHO NGƯỜI LAO ĐỘNG",
    "THỦ TỤC HÀNH CHÍNH",
    "BẢO VỆ MÔI TRƯỜNG",
    "AN TOÀN, PHÒNG CHÁY",
    "BÁO CÁO, KIỂM TRA",
    "ĐIỀU KHOẢN THI HÀNH",
)
ARTICLES_PER_CHAPTER = 6
CLAUSES = 5
DUTIES = (
    (
        "Doanh nghiệp hạ tầng duy trì đường nội bộ, cây xanh và chiếu sáng, báo cáo Ban quản lý trước khi "
        "sửa chữa làm gián đoạn việc đi lại quá {n} ngày làm việc; chi phí theo hợp đồng."
    ),
    (
        "Người sử dụng lao động thông báo mức hỗ trợ {n}00.000 đồng/người/tháng, điều "
        "kiện hưởng và thời gian chi trả; danh sách niêm yết tại nơi làm việc ít nhất {n} ngày."
    ),
    (
        "Cơ quan tiếp nhận trả kết quả trong {n} ngày làm việc kể từ ngày nhận đủ hồ sơ; nếu từ chối phải "
        "trả lời bằng văn bản và nêu rõ lý do, hướng dẫn bổ sung một lần."
    ),
    (
        "Nước thải sau xử lý đạt cột A theo quy chuẩn hiện hành, quan trắc tự động, liên tục và truyền dữ "
        "liệu về Sở; lưu lượng từ {n}00 m3/ngày đêm trở lên phải lắp thiết bị đo ở đầu ra."
    ),
    (
        "Chủ đầu tư tổ chức diễn tập chữa cháy ít nhất {n} lần mỗi năm, lập hồ sơ quản lý và bố trí lực "
        "lượng tại chỗ sẵn sàng trong 24 giờ, kể cả ngày nghỉ, lễ, Tết."
    ),
)
TITLE = "Quy định một số chính sách đối với doanh nghiệp và người lao động trong khu công nghiệp"
HOUSING = "Hỗ trợ tiền thuê nhà"
HOUSING_CLAUSES = (
    (
        "Người lao động có hợp đồng từ đủ 6 tháng, đang thuê nhà trong bán kính 10 km, được hỗ trợ 500.000 "
        "đồng/người/tháng, tối đa 12 tháng. Danh sách niêm yết sau phiên họp xét 5/6."
    ),
    (
        "Hồ sơ gồm đơn theo Mẫu số 01/QVHT và bản sao hợp đồng thuê, nộp tại doanh nghiệp chậm nhất ngày "
        "30/6/2027. Doanh nghiệp lập danh sách, gửi Ban quản lý trong 5 ngày làm việc."
    ),
    (
        "Ban quản lý thẩm định trong 7 ngày làm việc, chuyển tiền vào tài khoản của người lao động theo "
        "phương án DXHL đã được phê duyệt."
    ),
    (
        "Người lao động đổi nơi thuê báo cho doanh nghiệp trong 10 ngày; doanh nghiệp gửi Ban quản lý danh "
        "sách thay đổi vào ngày làm việc cuối cùng của tháng để điều chỉnh mức hỗ trợ."
    ),
)


def decree() -> bytes:
    """Return it as a .docx."""
    document = docx.Document()
    for line in ("CHÍNH PHỦ", "Số: 135/2026/NĐ-CP", "Hà Nội, ngày 15 tháng 10 năm 2026", "NGHỊ ĐỊNH", TITLE):
        document.add_paragraph(line)
    document.add_paragraph("Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025;")
    number = 0
    for nth, chapter in enumerate(CHAPTERS, 1):
        document.add_paragraph(f"Chương {_roman(nth)}")
        document.add_paragraph(chapter)
        for within in range(ARTICLES_PER_CHAPTER):
            number += 1
            is_housing = (nth, within) == (3, 1)
            document.add_paragraph(f"Điều {number}. {HOUSING if is_housing else _heading(number)}")
            for clause, words in enumerate(HOUSING_CLAUSES if is_housing else _clauses(number), 1):
                document.add_paragraph(f"{clause}. {words}")
    table = document.add_table(rows=3, cols=3)
    for row, cells in zip(table.rows, _TABLE, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    document.add_paragraph("TM. CHÍNH PHỦ\nTHỦ TƯỚNG\n(Đã ký)")
    content = BytesIO()
    document.save(content)
    return content.getvalue()


_TABLE = (
    ("STT", "Nội dung", "Mức hỗ trợ"),
    ("1", "Thuê nhà", "500.000 đồng"),
    ("2", "Đào tạo nghề", "1.200.000 đồng"),
)


def _heading(number: int) -> str:
    return f"Trách nhiệm của các bên, nhóm việc thứ {number}"


def _clauses(number: int) -> list[str]:
    said = [
        " ".join(DUTIES[(number + clause + more) % len(DUTIES)].format(n=number % 8 + 2) for more in range(3))
        for clause in range(CLAUSES - 1)
    ]
    return [*said, f"Doanh nghiệp chịu trách nhiệm thực hiện Điều {number} và báo cáo Ban quản lý hằng quý."]


def _roman(number: int) -> str:
    return ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")[number - 1]
