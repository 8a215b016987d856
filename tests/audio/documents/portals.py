"""Pages as people copy them from portals, mails and old files, and what of each must be heard.

All wording is our own; the shapes are those of real pages. Each page is (its shape, its text, the
paragraphs that are heard).
"""

import unicodedata

PROSE = (
    "Ban Quản lý các khu công nghiệp tỉnh đề nghị các doanh nghiệp rà soát phương án phòng cháy chữa cháy, "
    "tổ chức tập huấn cho người lao động và báo cáo kết quả về Văn phòng Ban trước khi kết thúc quý này."
)
MORE = (
    "Các đơn vị chưa có lối thoát nạn thứ hai phải hoàn thành việc mở lối trong tháng tới; trường hợp gặp "
    "vướng mắc về mặt bằng, đơn vị gửi văn bản để Ban cùng cơ quan công an khảo sát và tháo gỡ tại chỗ."
)
TITLE = "Siết chặt an toàn cháy nổ trong khu công nghiệp"
_GAZETTE = "CÔNG BÁO/Số 511 + 512/Ngày 10-6-2025"
_CUT = PROSE.index(" ", 130)
_SPACED = PROSE.replace(" ", "  ", 5).replace("khu", "khu\u00ad", 1)

PAGES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "menu, breadcrumbs, posting date and counter",
        (
            f"Trang chủ\nGiới thiệu\nTin tức - Sự kiện\nVăn bản pháp quy\nLiên hệ\n"
            f"Trang chủ » Tin tức » An toàn lao động\n{TITLE}\n15/08/2025 10:12\nLượt xem: 1.234\n{PROSE}"
        ),
        (TITLE, PROSE),
    ),
    (
        "share buttons around the text",
        (
            f"{TITLE}\nThứ Sáu, 15/08/2025, 10:12 (GMT+7)\nA- A A+\nChia sẻ: Facebook Zalo Twitter\nNghe đọc"
            " bài\n"
            f"{PROSE}\nThích 0 Chia sẻ 12\nGửi email\nIn trang\n"
        ),
        (TITLE, PROSE),
    ),
    (
        "related headlines between and below",
        (
            f"{PROSE}\n>> Xem thêm: Khai trương bến xe buýt ở cổng số ba\n{MORE}\nTin liên quan\n"
            "Tập huấn sơ cứu cho tổ trưởng (12/08)\nHội thao công nhân mùa thu (10/08)\nXem tiếp"
        ),
        (PROSE, MORE),
    ),
    (
        "captions with credits",
        (
            f"{PROSE}\nĐội chữa cháy cơ sở diễn tập tại kho số hai. Ảnh: Thu Mẫu\n{MORE}\n"
            "Xe thang trước cổng (Ảnh: BQL)\nBài, ảnh: Thu Mẫu"
        ),
        (PROSE, MORE),
    ),
    (
        "cookie banner",
        (
            "Trang web này sử dụng cookie để nâng cao trải nghiệm của bạn. Bằng việc tiếp tục, bạn đồng ý "
            f"chính sách của chúng tôi.\nChấp nhận tất cả\nTừ chối\nTùy chọn\n{TITLE}\n{PROSE}"
        ),
        (TITLE, PROSE),
    ),
    (
        "footer with licence and address",
        (
            f"{PROSE}\n\nCỔNG THÔNG TIN ĐIỆN TỬ BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP\n"
            "Giấy phép số: 27/GP-TTĐT do Sở Thông tin và Truyền thông cấp ngày 03/4/2021\n"
            "Chịu trách nhiệm chính: Ông Nguyễn Văn Mẫu - Trưởng ban\n"
            "Địa chỉ: Số 5, đường Mẫu, phường Thử\nĐiện thoại: 0208.3999.111 - Fax: 0208.3999.112\n"
            "Email: banquanly@mau.gov.vn\n© 2025 Bản quyền thuộc về Ban Quản lý"
        ),
        (PROSE,),
    ),
    (
        "footer in one line after the copyright",
        (
            f"{PROSE}\nBản quyền © 2025. Ghi rõ nguồn khi phát hành lại thông tin từ trang này.\n"
            "Thiết kế bởi Công ty Phần mềm Mẫu\nLên đầu trang"
        ),
        (PROSE,),
    ),
    (
        "an office's letter with its head and signature block",
        (
            "ỦY BAN NHÂN DÂN TỈNH MẪU\nBAN QUẢN LÝ CÁC KCN\nSố: 812/TB-BQL\n"
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\n"
            f"Mẫu, ngày 15 tháng 8 năm 2025\nTHÔNG BÁO\nVề việc kiểm tra an toàn cháy nổ\n{PROSE}\n"
            "Nơi nhận:\n- Như trên;\n- UBND tỉnh (b/c);\n- Các Phó Trưởng ban;\n- Lưu: VT, QLDN.\n"
            "KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\n(Đã ký)\nNguyễn Văn Mẫu"
        ),
        (
            "ỦY BAN NHÂN DÂN TỈNH MẪU",
            "BAN QUẢN LÝ CÁC KCN",
            "Số: 812/TB-BQL",
            "Mẫu, ngày 15 tháng 8 năm 2025",
            "THÔNG BÁO",
            "Về việc kiểm tra an toàn cháy nổ",
            PROSE,
        ),
    ),
    (
        "stamp of a digital signature",
        (
            "Ký bởi: Ban Quản lý các khu công nghiệp\nEmail: banquanly@mau.gov.vn\nCơ quan: Tỉnh Mẫu\n"
            f"Thời gian ký: 15.08.2025 10:12:33 +07:00\n{PROSE}"
        ),
        (PROSE,),
    ),
    (
        "stamp of another kind of signature",
        (
            "Signature Not Verified\nĐược ký bởi NGUYỄN VĂN MẪU\nNgày ký: 15-08-2025 10:12:33\n"
            f"Ngày 15/08/2025 10:12:33\n{PROSE}"
        ),
        (PROSE,),
    ),
    (
        "page numbers that cut a sentence",
        (
            "Ban Quản lý các khu công nghiệp tỉnh đề nghị các doanh nghiệp trong khu rà soát\n2\n"
            "phương án phòng cháy chữa cháy và báo cáo kết quả về Văn phòng Ban trước\n- 3 -\n"
            "ngày 30 tháng 9. Đơn vị nào chậm báo cáo thì bị phê bình.\nTrang 4/12"
        ),
        (
            (
                "Ban Quản lý các khu công nghiệp tỉnh đề nghị các doanh nghiệp trong khu rà soát phương án "
                "phòng cháy chữa cháy và báo cáo kết quả về Văn phòng Ban trước ngày 30 tháng 9. "
                "Đơn vị nào chậm báo cáo thì bị phê bình."
            ),
        ),
    ),
    (
        "a heading repeated on every page",
        (
            f"KẾ HOẠCH PHÒNG CHÁY NĂM 2026\n{PROSE}\n1\nKẾ HOẠCH PHÒNG CHÁY NĂM 2026\n{MORE}\n2\n"
            f"KẾ HOẠCH PHÒNG CHÁY NĂM 2026\n{PROSE}\n3"
        ),
        ("KẾ HOẠCH PHÒNG CHÁY NĂM 2026", PROSE, MORE, PROSE),
    ),
    (
        "hard line breaks, also before capitals",
        (
            "Từ ngày 01/9, xe tải trên 5 tấn không đi vào đường nội bộ của Khu công nghiệp\n"
            "Sông Công II trong giờ tan ca. Lái xe theo hướng dẫn của lực lượng bảo vệ tại\n"
            "Cổng 3 và dừng chờ ở bãi phía đông."
        ),
        (
            (
                "Từ ngày 01/9, xe tải trên 5 tấn không đi vào đường nội bộ của Khu công nghiệp "
                "Sông Công II trong giờ tan ca. Lái xe theo hướng dẫn của lực lượng bảo vệ tại "
                "Cổng 3 và dừng chờ ở bãi phía đông."
            ),
        ),
    ),
    (
        "hard line breaks before figures and a hyphen at the line's end",
        (
            "Việc này góp phần phát triển kinh tế -\nxã hội của tỉnh; mỗi doanh nghiệp cử ít nhất\n"
            "05 người dự tập huấn, hoàn thành trước ngày\n30/9/2025."
        ),
        (
            (
                "Việc này góp phần phát triển kinh tế - xã hội của tỉnh; mỗi doanh nghiệp cử ít nhất "
                "05 người dự tập huấn, hoàn thành trước ngày 30/9/2025."
            ),
        ),
    ),
    (
        "decomposed letters",
        unicodedata.normalize("NFD", f"Trang chủ\nTin tức\n{PROSE}\nTin liên quan\nHội thao mùa thu"),
        (PROSE,),
    ),
    (
        "double spaces, no-break spaces and signs without width",
        f"\u200bTrang\u00a0chủ\u200b\n\ufeff{_SPACED}\nLượt\u00a0xem:\u00a01.234\n",
        (PROSE,),
    ),
    (
        "attachments, keywords and a poll",
        (
            f"{TITLE}\n{PROSE}\nTệp đính kèm: 812_TB-BQL.pdf (1,2 MB)\nTải về\nTừ khóa: an toàn, cháy nổ\n"
            "Đánh giá bài viết: 4.5/5 (12 lượt)\nÝ kiến bình luận (0)\nGửi bình luận"
        ),
        (TITLE, PROSE),
    ),
    (
        "author and source",
        f"{TITLE}\nTác giả: Thu Mẫu\nNguồn tin: Báo Mẫu\n{PROSE}\nThu Mẫu\n(Theo Báo Mẫu)",
        (TITLE, PROSE),
    ),
    (
        "side bar with weather and counters",
        (
            f"{PROSE}\nThống kê truy cập\nĐang online: 12\nHôm nay: 345\nTổng lượt truy cập: 1.234.567\n"
            "Liên kết website\n-- Chọn liên kết --"
        ),
        (PROSE,),
    ),
    (
        "officials' hotline",
        f"{PROSE}\nĐường dây nóng\nÔng Nguyễn Văn Mẫu - Trưởng ban\nĐiện thoại: 0208 3999 111 - 0912 000 111",
        (PROSE,),
    ),
    (
        "a notice whose days are headings",
        (
            "Lịch tạm ngừng cấp điện\nNgày 15/8/2025\n- Từ 8 giờ đến 11 giờ: lô A1, A2.\nNgày 16/8/2025\n"
            "- Từ 13 giờ đến 15 giờ: lô B1."
        ),
        (
            "Lịch tạm ngừng cấp điện",
            "Ngày 15/8/2025",
            "- Từ 8 giờ đến 11 giờ: lô A1, A2.",
            "Ngày 16/8/2025",
            "- Từ 13 giờ đến 15 giờ: lô B1.",
        ),
    ),
    (
        "a short notice with where to go and whom to call",
        (
            "Thông báo khám sức khỏe\nThời gian: 8 giờ ngày 20/9/2025\nĐịa điểm: Nhà văn hóa công nhân\n"
            "Điện thoại: 0208.3999.111\nMang theo: thẻ bảo hiểm y tế"
        ),
        (
            "Thông báo khám sức khỏe",
            "Thời gian: 8 giờ ngày 20/9/2025",
            "Địa điểm: Nhà văn hóa công nhân",
            "Điện thoại: 0208.3999.111",
            "Mang theo: thẻ bảo hiểm y tế",
        ),
    ),
    (
        "a list of jobs with headings, numbers and names of firms",
        "1. Công ty Mẫu\nTuyển 20 thợ hàn\n2. Công ty Thử\nTuyển 5 kế toán\nĐơn vị nộp hồ sơ tại cổng 1",
        (
            "1. Công ty Mẫu",
            "Tuyển 20 thợ hàn",
            "2. Công ty Thử",
            "Tuyển 5 kế toán",
            "Đơn vị nộp hồ sơ tại cổng 1",
        ),
    ),
    (
        "a mail that was passed on",
        f"Từ: Văn phòng Ban\nGửi: Các doanh nghiệp\nChủ đề: Kiểm tra an toàn\n> {PROSE}\nTrân trọng./.",
        (
            "Từ: Văn phòng Ban",
            "Gửi: Các doanh nghiệp",
            "Chủ đề: Kiểm tra an toàn",
            f"> {PROSE}",
            "Trân trọng",
        ),
    ),
    (
        "a page in two tongues with a search box",
        (
            "Tiếng Việt | English\nTìm kiếm...\nĐăng nhập / Đăng ký\nBỏ qua nội dung chính\n"
            f"{TITLE}\n{PROSE}\n"
            "Quay lại | Về đầu trang"
        ),
        (TITLE, PROSE),
    ),
    (
        "weekday first, views last",
        (
            f"{TITLE}\nThứ sáu - 15/08/2025 10:12\n{PROSE}\n1.234 lượt xem\nTổng số điểm của bài viết là: 0 "
            "trong 0 đánh giá\nXếp hạng: 5 - 1 phiếu bầu\nClick để đánh giá bài viết"
        ),
        (TITLE, PROSE),
    ),
    (
        "newspaper head",
        f"{TITLE}\nThu Mẫu - 15/08/2025 | 10:12\nChia sẻ\nLưu bài viết\n{PROSE}\nThu Mẫu",
        (TITLE, PROSE),
    ),
    ("a clock before the date", f"{TITLE}\n08:15 15/08/2025\n{PROSE}", (TITLE, PROSE)),
    (
        "flattened letter head",
        (
            "BAN QUẢN LÝ CÁC KCN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 812/TB-BQL | Độc lập - Tự do - "
            f"Hạnh phúc\n{TITLE}\n{PROSE}"
        ),
        ("BAN QUẢN LÝ CÁC KCN", "Số: 812/TB-BQL", TITLE, PROSE),
    ),
    (
        "form fields",
        f"{PROSE}\nBình luận của bạn\nHọ và tên *\nEmail *\nNội dung *\nMã xác nhận\nGửi",
        (PROSE,),
    ),
    (
        "footer without licence",
        (
            f"{PROSE}\nTrang thông tin điện tử Ban Quản lý các KCN tỉnh Mẫu\nĐịa chỉ: 5 đường Mẫu\nĐT: 0208 "
            "3999 111\nEmail: bql@mau.gov.vn\n© Copyright 2025"
        ),
        (PROSE,),
    ),
    ("a player over the text", f"Video\nPhát\nTắt tiếng\n0:00 / 3:21\n{PROSE}", (PROSE,)),
    (
        "wrapped with figures",
        (
            "Thời gian kiểm tra bắt đầu từ 8 giờ ngày 15 tháng 9 năm 2025, trong khoảng\n3 ngày làm việc; "
            "đoàn kiểm tra gồm 5 người do Phó Trưởng ban phụ trách. Địa điểm\n12 doanh nghiệp được chọn "
            "theo danh sách kèm theo."
        ),
        (
            (
                "Thời gian kiểm tra bắt đầu từ 8 giờ ngày 15 tháng 9 năm 2025, trong khoảng 3 ngày làm "
                "việc; đoàn kiểm tra gồm 5 người do Phó Trưởng ban phụ trách. Địa điểm 12 doanh nghiệp được"
                " chọn theo danh sách kèm theo."
            ),
        ),
    ),
    (
        "list of firms same width",
        (
            "Các doanh nghiệp được khen:\nCông ty Mẫu tuyển dụng nhiều lao động nhất năm qua\nCông ty Thử "
            "an toàn cháy nổ tốt nhất trong khu này\nCông ty Bách cải tiến kỹ thuật nhiều nhất năm qua."
        ),
        (
            "Các doanh nghiệp được khen:",
            "Công ty Mẫu tuyển dụng nhiều lao động nhất năm qua",
            "Công ty Thử an toàn cháy nổ tốt nhất trong khu này",
            "Công ty Bách cải tiến kỹ thuật nhiều nhất năm qua.",
        ),
    ),
    (
        "table cells vertical",
        "Tên doanh nghiệp\nSố lao động\nCông ty Mẫu\n512\nCông ty Thử\n513\nTổng cộng\n1025",
        ("Tên doanh nghiệp", "Số lao động", "Công ty Mẫu", "512", "Công ty Thử", "513", "Tổng cộng", "1025"),
    ),
    (
        "gazette page heads",
        f"{_GAZETTE}\n{PROSE[:_CUT]}\n24\n{_GAZETTE}\n{PROSE[_CUT + 1 :]}",
        (PROSE,),
    ),
    (
        "signature of several",
        f"{PROSE}\nTRƯỞNG BAN\n\nNguyễn Văn Mẫu\nPHÓ TRƯỞNG BAN PHỤ TRÁCH\n(Ký, đóng dấu)\nTrần Thị Thử",
        (PROSE,),
    ),
    (
        "more news with dates",
        (
            f"{PROSE}\nCác tin đã đưa\n• Khai mạc hội thao công nhân (15/08/2025)\n• Tuyển dụng kỹ sư điện "
            "(14/08/2025)\n1\n2\n3\n»\n"
        ),
        (PROSE,),
    ),
    (
        "banner and bad browser",
        (
            f"Trình duyệt của bạn không hỗ trợ JavaScript.\nVui lòng bật JavaScript để tiếp tục.\n{TITLE}"
            f"\n{PROSE}"
        ),
        (TITLE, PROSE),
    ),
    (
        "notice date head kept",
        (
            "Mất điện toàn khu\nNgày 15/8/2025\nĐiện lực cắt điện đường dây 22 kV từ 6 giờ đến 10 giờ để "
            "sửa chữa trạm biến áp số hai, đề nghị các doanh nghiệp chủ động máy phát, bảo vệ thiết bị, và "
            "kiểm tra thang máy trước giờ cắt."
        ),
        (
            "Mất điện toàn khu",
            "Ngày 15/8/2025",
            (
                "Điện lực cắt điện đường dây 22 kV từ 6 giờ đến 10 giờ để sửa chữa trạm biến áp số hai, đề "
                "nghị các doanh nghiệp chủ động máy phát, bảo vệ thiết bị, và kiểm tra thang máy trước giờ "
                "cắt."
            ),
        ),
    ),
    (
        "a message with keywords",
        f"[THÔNG BÁO]\n{PROSE}\n---\n📞 Hotline: 1900 1234\n#antoan #pccc",
        ("[THÔNG BÁO]", PROSE, "📞 Hotline: 1900 1234"),
    ),
    (
        "two signature columns",
        f"{PROSE}\nNơi nhận: | TRƯỞNG BAN\n- Như trên; | (Đã ký)\n- Lưu: VT. | Nguyễn Văn Mẫu",
        (PROSE,),
    ),
    (
        "news with source line",
        f"{TITLE}\n(TNO) {PROSE}\nNguồn: Báo Mẫu\nLink gốc: https://mau.vn/tin/1\nCopy link",
        (TITLE, f"(TNO) {PROSE}"),
    ),
    ("comments", f"{PROSE}\nBình luận (2)\nNam Mẫu\nTin rất hữu ích\n2 giờ trước\nTrả lời\nThích", (PROSE,)),
    (
        "an address that the text itself gives, over the foot",
        f"{PROSE}\nMọi chi tiết liên hệ:\nĐịa chỉ: Số 5 đường Mẫu\nĐiện thoại: 0208.3999.111\n© 2025 Ban",
        (PROSE, "Mọi chi tiết liên hệ:", "Địa chỉ: Số 5 đường Mẫu", "Điện thoại: 0208.3999.111"),
    ),
    (
        "days before their events",
        "Lịch khám sức khỏe\n15/9/2025: Công ty Mẫu\n16/9/2025: Công ty Thử",
        ("Lịch khám sức khỏe", "15/9/2025: Công ty Mẫu", "16/9/2025: Công ty Thử"),
    ),
    (
        "counts under counts",
        f"{PROSE}\nOnline: 5\nHôm qua: 120\nTuần này: 1.200\nTháng trước: 5.000\nTổng cộng: 99.999",
        (PROSE,),
    ),
    (
        "who posted it and when",
        f"{TITLE}\nĐăng bởi: Admin\nĐăng lúc 10:12 ngày 15/08/2025\n{PROSE}",
        (TITLE, PROSE),
    ),
    ("buttons of shops for apps", f"Tải ứng dụng\nGoogle Play\n{TITLE}\n{PROSE}", (TITLE, PROSE)),
    (
        "a mail's foot",
        (
            f"Kính gửi: Các doanh nghiệp trong khu\n{PROSE}\nTrân trọng thông báo./.\n--\nVăn phòng "
            "Ban\nEmail: vp@mau.gov.vn | Tel: 0208 3999 111"
        ),
        (
            "Kính gửi: Các doanh nghiệp trong khu",
            PROSE,
            "Trân trọng thông báo",
            "Văn phòng Ban",
            "Email: vp@mau.gov.vn | Tel: 0208 3999 111",
        ),
    ),
    ("numbers between paragraphs", f"{PROSE}\n2\n{MORE}\n3\n{PROSE}", (PROSE, MORE, PROSE)),
    ("numbers with their word", f"{PROSE}\nTrang 2\n{MORE}\nTrang 3", (PROSE, MORE)),
    (
        "a numbered list",
        "1. Kiểm tra hệ thống điện trước kỳ nghỉ\n2. Khóa van nước\n3. Cử người trực",
        ("1. Kiểm tra hệ thống điện trước kỳ nghỉ", "2. Khóa van nước", "3. Cử người trực"),
    ),
    (
        "a caption with a dash",
        f"{PROSE}\nCông nhân xếp hàng nhận quà tại cổng số ba - Ảnh: Thu Mẫu\n{MORE}",
        (PROSE, MORE),
    ),
    (
        "an office's contacts under their heading",
        f"{PROSE}\nLiên hệ:\nVăn phòng Ban Quản lý\nĐiện thoại: 0208.3999.111",
        (PROSE, "Liên hệ:", "Văn phòng Ban Quản lý", "Điện thoại: 0208.3999.111"),
    ),
    (
        "a date under a title is the event's",
        "Đại hội Công đoàn\n15/08/2025\nTại hội trường tầng hai",
        ("Đại hội Công đoàn", "15/08/2025", "Tại hội trường tầng hai"),
    ),
    (
        "an office over grounds, and over a name",
        (
            "BỘ TRƯỞNG BỘ XÂY DỰNG\nCăn cứ Luật Nhà ở\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành quy "
            f"chế\n{PROSE}\nBỘ TRƯỞNG\nNguyễn Văn Mẫu"
        ),
        ("BỘ TRƯỞNG BỘ XÂY DỰNG", "Căn cứ Luật Nhà ở", "QUYẾT ĐỊNH:", "Điều 1. Ban hành quy chế", PROSE),
    ),
    (
        "wrapped items of an article",
        (
            "Điều 5. Trách nhiệm của doanh nghiệp\n1. Thực hiện kiểm tra an toàn điện, an toàn cháy nổ "
            "mỗi tháng một lần và\nghi sổ theo dõi theo mẫu của Ban Quản lý.\n2. Bố trí người trực; "
            "báo ngay cho Cảnh sát phòng cháy khi có sự cố tại\nKCN Sông Công II."
        ),
        (
            "Điều 5. Trách nhiệm của doanh nghiệp",
            (
                "1. Thực hiện kiểm tra an toàn điện, an toàn cháy nổ mỗi tháng một lần và ghi sổ theo "
                "dõi theo mẫu của Ban Quản lý."
            ),
            "2. Bố trí người trực; báo ngay cho Cảnh sát phòng cháy khi có sự cố tại KCN Sông Công II.",
        ),
    ),
    (
        "a portal in English",
        (
            f"Home » News\nSkip to content\n{TITLE}\nPosted on 15/08/2025 by admin\n{PROSE}\nRelated "
            "posts\nLeave a comment"
        ),
        (TITLE, PROSE),
    ),
    ("who wrote it, at the end", f"{PROSE}\nTin, bài: Thu Mẫu\nPV", (PROSE,)),
    ("a row of stars", f"{PROSE}\n*****\nHết.", (PROSE, "Hết.")),
)
