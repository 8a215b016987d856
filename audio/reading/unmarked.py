"""Names that addresses of the web write without their marks: `dichvucong` is dịch vụ công."""

import re

from audio.reading.letters import without_marks

_NAMES = (
    "dịch vụ công", "văn thư", "văn phòng", "ban quản lý", "khu công nghiệp", "khu kinh tế",
    "chính phủ", "quốc hội", "văn bản", "công báo", "công an", "công thương", "xây dựng", "tài chính",
    "nội vụ", "tư pháp", "y tế", "lao động", "việc làm", "bảo hiểm xã hội", "thuế điện tử",
    "hóa đơn điện tử", "hải quan", "mua sắm công", "đấu thầu", "đấu giá", "đăng ký kinh doanh",
    "thư viện pháp luật", "luật việt nam", "xây dựng chính sách", "chuyển đổi số", "thủ tục",
    "hành chính công", "một cửa", "tuyển dụng", "nhân sự", "hỗ trợ", "liên hệ", "thông tin", "tin tức",
    "thông báo", "góp ý", "dự thảo", "tra cứu", "đầu tư", "môi trường", "tài nguyên", "nông nghiệp",
    "kế hoạch", "công đoàn", "phản ánh", "kiến nghị", "phòng cháy", "báo", "nhân dân", "việt nam",
    "hà nội", "hải phòng", "đà nẵng", "cần thơ", "hồ chí minh", "huế", "an giang", "bà rịa vũng tàu",
    "bạc liêu", "bắc giang", "bắc kạn", "bắc ninh", "bến tre", "bình dương", "bình định", "bình phước",
    "bình thuận", "cà mau", "cao bằng", "đắk lắk", "đắk nông", "điện biên", "đồng nai", "đồng tháp",
    "gia lai", "hà giang", "hà nam", "hà tĩnh", "hải dương", "hậu giang", "hòa bình", "hưng yên",
    "khánh hòa", "kiên giang", "kon tum", "lai châu", "lâm đồng", "lạng sơn", "lào cai", "long an",
    "nam định", "nghệ an", "ninh bình", "ninh thuận", "phú thọ", "phú yên", "quảng bình", "quảng nam",
    "quảng ngãi", "quảng ninh", "quảng trị", "sóc trăng", "sơn la", "tây ninh", "thái bình",
    "thái nguyên", "thanh hóa", "tiền giang", "trà vinh", "tuyên quang", "vĩnh long", "vĩnh phúc",
    "yên bái",
)  # fmt: skip
_MARKED = {"".join(map(without_marks, name.replace(" ", "").replace("đ", "d"))): name for name in _NAMES}
_NAME = "|".join(sorted(_MARKED, key=len, reverse=True))
_ONLY_NAMES = re.compile(f"(?:{_NAME}){{1,6}}")
_ONE = re.compile(_NAME)


def with_marks(unmarked: str) -> str:
    """Return the words that `unmarked` is made of, or "" where it holds anything else."""
    if not _ONLY_NAMES.fullmatch(unmarked):
        return ""
    return " ".join(_MARKED[name] for name in _ONE.findall(unmarked))
