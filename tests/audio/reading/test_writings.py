"""How classes of writing in legal and administrative texts are said, one class a list."""

import pytest

from audio.reading.lexicon import Lexicon
from audio.reading.read import read

SAID = {
    "a slash after a word of time is a day": [
        ("trước 31/5", "trước ba mươi mốt tháng năm"),
        ("nghỉ lễ 1/5", "nghỉ lễ một tháng năm"),
        ("kể từ 3/2 đến hết tháng 4", "kể từ ba tháng hai đến hết tháng tư"),
        ("Ngày Pháp luật Việt Nam 9/11", "Ngày Pháp luật Việt Nam chín tháng mười một"),
        ("phố 2/9", "phố hai tháng chín"),
        ("lúc 7h 9/9", "lúc bảy giờ chín tháng chín"),
    ],
    "figures that cannot be a share are a day": [
        ("khánh thành 14/4", "khánh thành mười bốn tháng tư"),
        ("nộp bài: 05/9", "nộp bài, năm tháng chín"),
        ("thi 3, 4/6", "thi ba, bốn tháng sáu"),
    ],
    "a slash before something counted is a share": [
        ("đạt 7/12 dự án", "đạt bảy trên mười hai dự án"),
        ("rà soát 06/11 KCN", "rà soát sáu trên mười một khu công nghiệp"),
        ("có tới 2/3 doanh nghiệp", "có tới hai trên ba doanh nghiệp"),
        ("giảm từ 3/5 xuống 2/5", "giảm từ ba trên năm xuống hai trên năm"),
        ("trực 24/7", "trực hai mươi tư trên bảy"),
        ("số nhà 12/4", "số nhà mười hai trên bốn"),
    ],
    "days in a row share what makes them days": [
        ("từ 15-20/3", "từ mười lăm đến hai mươi tháng ba"),
        ("5/5 - 9/5", "năm tháng năm đến chín tháng năm"),
        ("30/8-02/9", "ba mươi tháng tám đến hai tháng chín"),
        ("các ngày 10 và 11/9", "các ngày mười và mười một tháng chín"),
        ("từ 3/2 đến 5/2", "từ ba tháng hai đến năm tháng hai"),
    ],
    "a month or a quarter with its year": [
        ("tháng 6.2021", "tháng sáu năm hai nghìn không trăm hai mươi mốt"),
        ("quý 2/2021", "quý hai năm hai nghìn không trăm hai mươi mốt"),
        ("T4/2024", "tháng tư năm hai nghìn không trăm hai mươi tư"),
        ("tháng 5-8", "tháng năm đến tám"),
    ],
    "days of the week": [
        ("thứ 2, 4, 6", "thứ hai, tư, sáu"),
        ("thứ 2-6", "thứ hai đến sáu"),
        ("T2-T6", "thứ hai đến thứ sáu"),
        ("T7: 8h-12h", "thứ bảy, tám giờ đến mười hai giờ"),
        ("7h30 CN 08/9", "bảy giờ ba mươi chủ nhật tám tháng chín"),
    ],
    "hours, minutes and seconds by their signs": [
        ("16H30", "mười sáu giờ ba mươi"),
        ("37'15\"", "ba mươi bảy phút mười lăm giây"),
        ("kéo dài 90'", "kéo dài chín mươi phút"),
        ("45''", "bốn mươi lăm giây"),
        ("đến 6g ngày mai", "đến sáu giờ ngày mai"),
        ("15:02:07", "mười lăm giờ hai phút bảy giây"),
    ],
    "an amount in figures and in words is said once": [
        ("trong 15 (mười lăm) ngày", "trong mười lăm ngày"),
        ("nộp 05 (năm) bộ", "nộp năm bộ"),
        ("24 (hai mươi bốn) giờ", "hai mươi tư giờ"),
        ("phí 2.000.000 đồng (hai triệu đồng)", "phí hai triệu đồng"),
        ("105.000 đồng (Bằng chữ: Một trăm lẻ năm ngàn đồng chẵn)", "một trăm linh năm nghìn đồng"),
        ("3 (ba bộ) bản", "ba, ba bộ, bản"),
    ],
    "a dash after a quotation leads to who says it": [
        ("“còn chậm…” - ông Mẫu nói", "còn chậm, ông Mẫu nói"),
    ],
    "numerals of one list": [
        ("vùng I, II, III, IV", "vùng một, hai, ba, bốn"),
        ("quý I, II và IV", "quý một, hai và tư"),
        ("Phú Nghĩa I, II", "Phú Nghĩa một, hai"),
        ("thế kỷ XV-XVI", "thế kỷ mười lăm đến mười sáu"),
    ],
    "numerals by what stands beside them": [
        ("vị trí I", "vị trí một"),
        ("cách cổng III", "cách cổng ba"),
        ("KCN Yên Bình I", "khu công nghiệp Yên Bình một"),
        ("III | Lao động", "ba, Lao động"),
        ("VI.1 Lô đất", "sáu chấm một Lô đất"),
        ("Phụ lục III.B", "Phụ lục ba bê"),
        ("a) một; ii) hai", "a, một\nhai, hai"),
    ],
    "words that look like numerals": [
        ("THU HỒI XI MĂNG", "thu hồi xi măng"),
        ("XỬ LÝ VI PHẠM", "xử lý vi phạm"),
        ("Nguyễn Văn V", "Nguyễn Văn vê"),
        ("size XL", "size ích lờ"),
    ],
    "codes are letters and figures": [
        ("lô CN-03", "lô xê en không ba"),
        ("cao tốc CT.07", "cao tốc xê tê không bảy"),
        ("Mẫu D02-LT", "Mẫu dê không hai lờ tê"),
        ("cọc D1.200", "cọc dê một nghìn hai trăm"),
        ("bụi PM2.5", "bụi pê em hai chấm năm"),
        (
            "H55.23-250714-0032",
            "hát năm mươi lăm chấm hai mươi ba hai năm không bảy một bốn không không ba hai",
        ),
        ("20C-123.45", "hai mươi xê một hai ba bốn năm"),
    ],
    "what the lexicon knows before a figure is no code": [
        ("QL.37 và P.3", "quốc lộ ba mươi bảy và phường ba"),
        ("COVID-19", "cô vít mười chín"),
    ],
    "an organ issues, an office of it only stands beside it": [
        ("35/2000/NĐ-CP", "ba mươi lăm năm hai nghìn nghị định của chính phủ"),
        ("12/UBND-KTTH", "mười hai ủy ban nhân dân ca tê tê hát"),
        ("3/KL-TTr", "ba kết luận tờ trình"),
        ("57-NQ/TW", "năm mươi bảy nghị quyết trung ương"),
        ("01/ĐK-ĐT", "một đê ca đê tê"),
        ("168a/QĐ-UBND", "một trăm sáu mươi tám a quyết định của ủy ban nhân dân"),
    ],
    "a dash between numbers or words of one kind means to": [
        ("các Điều 12 - 15", "các Điều mười hai đến mười lăm"),
        ("Điều 1 - Điều 5", "Điều một đến Điều năm"),
        ("Quý III - Quý IV", "Quý ba đến Quý tư"),
        ("hạng C1 - C4", "hạng xê một đến xê bốn"),
        ("7% ~ 2.000-3.000đ", "bảy phần trăm khoảng hai nghìn đến ba nghìn đồng"),
    ],
    "a tight comma after Khoản lists": [("Khoản 4,6 Điều 3", "Khoản bốn sáu Điều ba")],
    "sums": [
        ("Lương x 150% x số giờ", "Lương nhân một trăm năm mươi phần trăm nhân số giờ"),
        ("= (12.000 - 1.000) x 10%", "bằng, mười hai nghìn trừ một nghìn, nhân mười phần trăm"),
        ("Mức hưởng = mức tháng : 24", "Mức hưởng bằng mức tháng chia hai mươi tư"),
        ("Lợi nhuận = Doanh thu - Chi phí", "Lợi nhuận bằng Doanh thu trừ Chi phí"),
        ("pH = 6 - 9", "pê hát bằng sáu đến chín"),
    ],
    "standards": [
        ("QCVN 11-MT:2015", "quy chuẩn việt nam mười một em tê năm hai nghìn không trăm mười lăm"),
        ("TCVN 5945-2005", "tiêu chuẩn việt nam năm chín bốn năm năm hai nghìn không trăm linh năm"),
        ("Sửa đổi 1:2023", "Sửa đổi một năm hai nghìn không trăm hai mươi ba"),
    ],
    "substances": [
        ("H2SO4, NaOH", "hát hai ét o bốn, en a o hát"),
        ("PO43- và Cr6+", "pê o bốn ba trừ và xê rờ sáu cộng"),
        ("CAS 7664-93-9", "xê a ét bảy sáu sáu bốn chín ba chín"),
    ],
    "long letters are made of known ones": [
        ("BQLKKTKCN", "ban quản lý khu kinh tế khu công nghiệp"),
        ("VPUBND tỉnh", "văn phòng ủy ban nhân dân tỉnh"),
        ("WIPHA", "wipha"),
    ],
    "numbers that are copied, by what stands before them": [
        ("mã HS 8517.79.00", "mã hát ét tám năm một bảy chấm bảy chín chấm không không"),
        ("mã 18 02 01", "mã một tám không hai không một"),
        ("GCN số CT 01234", "giấy chứng nhận số xê tê không một hai ba bốn"),
        ("gọi 113, 114 hoặc 115", "gọi một một ba, một một bốn hoặc một một năm"),
        ("số 12/5B", "số mười hai trên năm bê"),
    ],
    "names without marks in addresses": [
        ("dichvucong.bacninh.gov.vn", "dịch vụ công chấm bắc ninh chấm gov chấm vê en"),
    ],
    "careless spaces": [
        ("18/ 01/ 2024", "mười tám tháng một năm hai nghìn không trăm hai mươi tư"),
        ("10.000 đ/ lượt", "mười nghìn đồng trên lượt"),
        ("TT23/2010/TT-BTP", "thông tư hai mươi ba năm hai nghìn không trăm mười thông tư của bộ tư pháp"),
    ],
    "units without a number": [("COD | mg/l | 60", "xê o dê mi li gam trên lít sáu mươi")],
    "signatures": [
        ("TM. UBND TỈNH\nKT. CHỦ TỊCH", "thay mặt ủy ban nhân dân tỉnh\nký thay chủ tịch"),
        ("Q. GIÁM ĐỐC", "quyền giám đốc"),
        ("Q. Long Biên", "quận Long Biên"),
    ],
    "so much per something": [
        ("215 m3/s", "hai trăm mười lăm mét khối trên giây"),
        ("212 người/km2", "hai trăm mười hai người trên ki lô mét vuông"),
        ("9.000 đồng/hộp", "chín nghìn đồng trên hộp"),
        ("5 triệu đồng/người/tháng", "năm triệu đồng trên người trên tháng"),
        ("12 bé trai/100 bé gái", "mười hai bé trai trên một trăm bé gái"),
        ("5.000 m3/ngđ", "năm nghìn mét khối trên ngày đêm"),
        ("120mm/12 giờ", "một trăm hai mươi mi li mét trên mười hai giờ"),
    ],
    "a slash between alternatives is silent": [
        ("và/hoặc", "và hoặc"),
        ("3 tổ chức/cá nhân", "ba tổ chức cá nhân"),
    ],
    "short forms of months and quarters, where time is spoken of": [
        ("9T2024 tăng 3%", "chín tháng năm hai nghìn không trăm hai mươi tư tăng ba phần trăm"),
        ("6T đầu năm", "sáu tháng đầu năm"),
        ("so với T9", "so với tháng chín"),
        ("kỳ hạn 1-3T", "kỳ hạn một đến ba tháng"),
        ("hết Q1/2025", "hết quý một năm hai nghìn không trăm hai mươi lăm"),
        ("thưởng T13", "thưởng tháng mười ba"),
        ("máy ép 250T", "máy ép hai trăm năm mươi tấn"),
    ],
    "hours and days of bulletins": [
        ("đến 16h/13/9", "đến mười sáu giờ ngày mười ba tháng chín"),
        ("từ 8-17h", "từ tám đến mười bảy giờ"),
        ("ngày 15,16/11", "ngày mười lăm mười sáu tháng mười một"),
        ("9:13 AM", "chín giờ mười ba sáng"),
    ],
    "results of matches": [
        ("bảng A: Mani 1-1 Hansol", "bảng A, Mani một một Hansol"),
        ("trận tới gặp Lào ngày 11-12.", "trận tới gặp Lào ngày mười một tháng mười hai"),
    ],
    "places on the map": [
        ("14.847 độ vĩ Bắc", "mười bốn phẩy tám bốn bảy độ vĩ Bắc"),
        ("18,2N-106,9E", "mười tám phẩy hai độ vĩ bắc một trăm linh sáu phẩy chín độ kinh đông"),
    ],
    "money with its sign in front": [
        ("US$45 triệu", "bốn mươi lăm triệu đô la Mỹ"),
        ("$1.500-2.500/tháng", "một nghìn năm trăm đến hai nghìn năm trăm đô la Mỹ trên tháng"),
        ("USD 25.170 đồng", "đô la Mỹ hai mươi lăm nghìn một trăm bảy mươi đồng"),
    ],
    "ages, screens and children by their short forms": [
        ("nữ 18-45t", "nữ mười tám đến bốn mươi lăm tuổi"),
        ("xi măng 6.000t/ngày", "xi măng sáu nghìn tấn trên ngày"),
        ('TV 43", loa', "tê vê bốn mươi ba inh, loa"),
        ("trẻ dưới 1m2", "trẻ dưới một mét hai"),
        ("tiểu cầu/mm3", "tiểu cầu mi li mét khối"),
    ],
    "units": [
        ("10 Ω", "mười ôm"),
        ("1m62", "một mét sáu mươi hai"),
        ("2m3", "hai mét khối"),
        ("185,6 HA", "một trăm tám mươi lăm phẩy sáu héc ta"),
        ("20-25 km/h", "hai mươi đến hai mươi lăm ki lô mét trên giờ"),
        ("150Hz-15kHz", "một trăm năm mươi héc đến mười lăm ki lô héc"),
        ("48V-200Ah", "bốn mươi tám vôn hai trăm am pe giờ"),
        ("1,86 triệu m3", "một phẩy tám mươi sáu triệu mét khối"),
        ("Diện tích (ha)", "Diện tích, héc ta"),
        ("10.5 ha", "mười phẩy năm héc ta"),
    ],
    "scales and scores": [
        ("tỷ lệ 1:1000", "tỷ lệ một trên một nghìn"),
        ("bản đồ 1:500", "bản đồ một trên năm trăm"),
        ("thắng Mani 3-1", "thắng Mani ba một"),
    ],
    "ranges after words that also number": [
        ("khởi điểm 14-18 triệu", "khởi điểm mười bốn đến mười tám triệu"),
        ("khoản 3-5", "khoản ba đến năm"),
    ],
    "letters of acronyms": [
        ("chưa VAT", "chưa vê a tê"),
        ("đất LUC", "đất lờ u xê"),
        ("EVNNPC", "e vê en en pê xê"),
        ("SpO2", "ét pê o hai"),
    ],
    "bullets and footnotes are silent": [
        ("Mức:\n+ Hộ nghèo", "Mức\nHộ nghèo"),
        ("ngân sách(1) tăng[2]", "ngân sách tăng"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [pytest.param(*case, id=f"{kind}: {case[0]}") for kind, cases in SAID.items() for case in cases],
)
def test_a_writing_is_said_as_it_is_meant(text: str, said: str, lexicon: Lexicon) -> None:
    assert read(text, lexicon=lexicon).spoken == said
