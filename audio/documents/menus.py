"""What a portal puts around its articles: menus, buttons, counters, banners, headlines of other articles."""

import re
from collections.abc import Sequence

from audio.documents.lines import Line

_WORDS = (
    "trang chủ|giới thiệu|tin tức(?: ?-? ?sự kiện)?|thư viện ảnh|video|hỏi đáp|góp ý|liên hệ|"
    "sơ đồ (?:trang|website|cổng)|rss|đóng|lưu thông tin|lưu|in trang|in bài viết|in bài|bản in|tải về|"
    "tải xuống|tải file|theo dõi|quay lại|trở lại|trở về|về đầu trang|lên đầu trang|đầu trang|trước|sau|"
    "xem thêm|đọc thêm|xem tiếp|xem tất cả|gửi bình luận|ý kiến bạn đọc|thông tin bạn đọc|gửi cho bạn bè|"
    "gửi email|email|sitemap|facebook|messenger|zalo|twitter|youtube|telegram|linkedin|pinterest|viber|"
    "đăng nhập|đăng xuất|đăng ký|tìm kiếm(?: nâng cao)?|cỡ chữ|font chữ|tương phản|logo|development|menu|"
    "home|print|copyright|copy link|sao chép liên kết|english|tiếng việt|tiếng anh|"
    "(?:chấp nhận|từ chối|cho phép)(?: tất cả)?|tùy chọn|tùy chỉnh|tôi đồng ý|đồng ý|"
    "chính sách (?:bảo mật|cookie|quyền riêng tư)|điều khoản sử dụng|"
    "(?:bỏ qua|chuyển đến|đến) nội dung(?: chính)?|bỏ qua|"
    "lưu bài(?: viết)?|phát|tạm dừng|tắt tiếng|toàn màn hình|play|pause|mute|gửi(?: đi)?|hủy|"
    "(?:viết )?bình luận của bạn|viết bình luận|mã (?:xác nhận|bảo mật|kiểm tra)|captcha|"
    r"\d{1,2}:\d\d ?/ ?\d{1,2}:\d\d|"
    "skip to (?:main )?content|news|search|login|log in|sign in|previous|next|contact(?: us)?|about(?: us)?|"
    "read more|leave a (?:comment|reply)|"
    "google play|(?:trên )?app store|ch play|tải ứng dụng|trả lời|"
    r"\d{1,3} (?:phút|giờ|ngày|tuần|tháng|năm) trước|"
    "nghe (?:đọc bài|bài viết|bài|nội dung)(?: viết)?|đọc bài viết|(?:chọn )?liên kết(?: web(?:site)?)?|"
    r"(?:thích|chia sẻ(?: bài viết)?|bình luận|ý kiến bình luận|ý kiến|like|share|tweet)"
    r"(?: ?\(?\d[\d.,]*k?\)?)?"
)
_SIGNS = r"\s|/>»«›→•·,.…:-"
_NAVIGATION = re.compile(rf"[{_SIGNS}]*(?:(?:{_WORDS})(?:[{_SIGNS}]+|$))+", re.IGNORECASE)
_LETTER_SIZES = re.compile(r"(?:A[+-]?(?:\s+|$)){2,3}")
_BREADCRUMBS = re.compile(r"trang chủ\s*[>»›/→|]", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?:(?:tệp|file|tập tin|tài liệu)(?: tin)? đính kèm|từ khóa|từ khoá|tags?|thẻ|chuyên mục|danh mục|"
    r"link (?:gốc|bài(?: gốc)?|nguồn))\s*:|(?:#\w+\s*)+$|"
    r"(?:click |nhấn |bấm )?(?:để )?(?:đánh giá|xếp hạng|chấm điểm) bài viết\b|"
    r"(?:họ (?:và )?tên|e-?mail|(?:số )?điện thoại|nội dung|tiêu đề|địa chỉ|ý kiến)\s*(?:\*|\(\*\))\s*:?$",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(r"(?:liên hệ|đăng ký|góp ý|hỏi đáp|giới thiệu|trước|sau|lưu)\s*:", re.IGNORECASE)
_COOKIE = re.compile(r"(?<!\w)cookies?(?!\w)", re.IGNORECASE)
_CONSENT = re.compile(r"trang|website|trình duyệt|trải nghiệm|đồng ý", re.IGNORECASE)
_NO_SCRIPT = re.compile(
    r"javascript|trình duyệt (?:web )?(?:của bạn|này) (?:không hỗ trợ|đã cũ)", re.IGNORECASE
)
_LONGEST_BANNER = 500
_LONGEST_ENTRY = 30
"""So many characters an entry of a menu has that we do not know by name."""
_MENU_REACH, _MENU_FROM = 4, 3
"""So many known entries within so many lines make a menu of what lies between them."""

_OTHERS = "khác|liên quan|mới hơn|cũ hơn|mới nhất|cùng chuyên mục|đã đưa|nổi bật|xem nhiều"
_RELATED = re.compile(
    rf"(?:(?:các )?(?:tin|bài)(?: viết| tức| bài)? (?:{_OTHERS})(?:[\s:»>.]+|$))+|"
    r"related (?:posts|news|articles)|(?:ý kiến )?(?:bình luận|bạn đọc)\s*\(\d+\)",
    re.IGNORECASE,
)
_LEADS_AWAY = re.compile(
    r"(?:>>+|»+)\s*\w|(?:[-•►▶]\s*)?(?:xem thêm|đọc thêm|mời xem(?: thêm)?|(?:tin|bài) liên quan)\s*:\s*\S",
    re.IGNORECASE,
)
_COUNTER = re.compile(
    r"th[ôố]ng kê (?:lượt )?truy cập|(?:tổng )?(?:số )?lượt (?:truy cập|xem|đọc)|đã xem\s*:|"
    r"số người (?:đang )?(?:truy cập|online)|online\s*:\s*[\d.,]+$|"
    r"(?:đang|khách) (?:truy cập|online|trực tuyến)|"
    r"tổng số điểm của bài viết|xếp hạng\s*:\s*\d|\d+ (?:phiếu bầu|đánh giá)$|"
    r"(?:hôm nay|hôm qua|tuần này|tháng này|tất cả)\s*:\s*[\d.,]+$|[\d.,]+ lượt (?:xem|đọc|truy cập)$",
    re.IGNORECASE,
)

_COUNT = re.compile(r"[^\W\d][^\W\d_ ]*(?: [^\W\d_]+){0,3}\s*:\s*[\d.,]+")
_COUNTS = 6


def is_navigation(lines: Sequence[Line], index: int) -> bool:
    """Tell buttons, breadcrumbs, banners of consent, and entries between known ones of a menu."""
    line = lines[index]
    if line.is_short and _NO_SCRIPT.search(line.text):
        return True
    if _COOKIE.search(line.text) and _CONSENT.search(line.text):
        return len(line.text) < _LONGEST_BANNER
    if line.is_prose or _is_heading(lines, index):
        return False
    return _is_known(line) or _is_between_known(lines, index)


def is_counter(lines: Sequence[Line], index: int) -> bool:
    """Tell a count of visits, and those that stand under it."""
    if lines[index].is_prose:
        return False
    for line in lines[max(0, index - _COUNTS) : index + 1][::-1]:
        if _COUNTER.match(line.text):
            return True
        if not _COUNT.fullmatch(line.text):
            return False
    return False


def is_related(lines: Sequence[Line], index: int) -> bool:
    """Tell a headline that leads away, and those under their heading up to the next running text."""
    if lines[index].is_prose:
        return False
    if _LEADS_AWAY.match(lines[index].text):
        return True
    for line in lines[max(0, index - 12) : index + 1][::-1]:
        if _RELATED.fullmatch(line.text):
            return True
        if line.is_prose or line.text.endswith("."):
            return False
    return False


def _is_known(line: Line) -> bool:
    text = line.text
    is_whole = _NAVIGATION.fullmatch(text) or _LETTER_SIZES.fullmatch(text)
    return is_whole is not None or bool(_BREADCRUMBS.match(text) or _LABELLED.match(text))


def _is_heading(lines: Sequence[Line], index: int) -> bool:
    """Tell "Liên hệ:" over what it announces from an entry of a menu."""
    below = lines[index + 1 : index + 2]
    return _ANNOUNCES.fullmatch(lines[index].text) is not None and not any(map(_is_known, below))


def _is_between_known(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    if len(text) > _LONGEST_ENTRY or lines[index].is_ended or any(sign.isdecimal() for sign in text):
        return False
    above = sum(map(_is_known, lines[max(0, index - _MENU_REACH) : index]))
    below = sum(map(_is_known, lines[index + 1 : index + 1 + _MENU_REACH]))
    return above > 0 and below > 0 and above + below >= _MENU_FROM
