import pytest

from audio.reading.lexicon import Lexicon
from audio.reading.read import read
from audio.reading.values import Pause
from audio.span import SourceSpan

SAID = {
    "amounts": [
        ("đạt 1,527 tỷ USD", "đạt một phẩy năm hai bảy tỷ đô la Mỹ"),
        ("đạt 1.283 tỷ đồng", "đạt một nghìn hai trăm tám mươi ba tỷ đồng"),
        ("tăng 6,5%/năm", "tăng sáu phẩy năm phần trăm trên năm"),
        ("thu 50.000đ mỗi lượt", "thu năm mươi nghìn đồng mỗi lượt"),
        ("4.960.000 đồng/tháng", "bốn triệu chín trăm sáu mươi nghìn đồng trên tháng"),
        ("giá $1,2 triệu", "giá một phẩy hai triệu đô la Mỹ"),
        ("kho lạnh -18°C", "kho lạnh âm mười tám độ xê"),
        ("trạm 2x250MVA", "trạm hai nhân hai trăm năm mươi mê ga vôn am pe"),
    ],
    "ranges and ratios": [
        ("mưa 40-80mm/24h", "mưa bốn mươi đến tám mươi mi li mét trên hai mươi tư giờ"),
        ("hoàn thành 45/47 nhiệm vụ", "hoàn thành bốn mươi lăm trên bốn mươi bảy nhiệm vụ"),
        ("được 2/3 số phiếu", "được hai phần ba số phiếu"),
        ("xếp thứ 4/17", "xếp thứ tư trên mười bảy"),
        ("từ 1999-2000", "từ một nghìn chín trăm chín mươi chín đến hai nghìn"),
        ("trực 24/24h", "trực hai mươi tư trên hai mươi tư giờ"),
    ],
    "dates and times": [
        ("ngày 05/04/2026", "ngày năm tháng tư năm hai nghìn không trăm hai mươi sáu"),
        ("từ 13h00 - 17h30", "từ mười ba giờ đến mười bảy giờ ba mươi"),
        ("lúc 7h05", "lúc bảy giờ năm phút"),
        ("quý III/2026", "quý ba năm hai nghìn không trăm hai mươi sáu"),
        ("thứ 2, thứ 4", "thứ hai, thứ tư"),
        ("Ngày 30-4 và 1-5", "Ngày ba mươi tháng tư và một tháng năm"),
        ("hết 31/12", "hết ba mươi mốt tháng mười hai"),
        ("công ty 26-3", "công ty hai mươi sáu tháng ba"),
    ],
    "codes": [
        ("số 35/2000/NĐ-CP", "số ba mươi lăm năm hai nghìn nghị định của chính phủ"),
        ("số 61/2000/QH14", "số sáu mươi mốt năm hai nghìn quốc hội khóa mười bốn"),
        ("điểm đ khoản 1 Điều 12a", "điểm đê khoản một Điều mười hai a"),
        ("Mục 3.2", "Mục ba chấm hai"),
        ("QCVN 40:2000/BCA", "quy chuẩn việt nam bốn mươi năm hai nghìn bộ công an"),
        ("mạng 5G, bản đồ 3D, lô B12", "mạng năm giê, bản đồ ba đê, lô bê mười hai"),
    ],
    "phones": [
        ("gọi 0208.3999.111", "gọi không hai không tám ba chín chín chín một một một"),
        ("gọi 114", "gọi một một bốn"),
        ("tổng đài 1900 1234", "tổng đài một chín không không một hai ba bốn"),
        ("tài khoản 1902 0345 6789", "tài khoản một chín không hai không ba bốn năm sáu bảy tám chín"),
    ],
    "capitals": [
        ("KCN Sông Công II", "khu công nghiệp Sông Công hai"),
        ("lần thứ XVII", "lần thứ mười bảy"),
        ("XỬ LÝ VI PHẠM ĐẦU TƯ TẠI KCN", "xử lý vi phạm đầu tư tại khu công nghiệp"),
        ("II. MỤC ĐÍCH", "hai, mục đích"),
        ("đề nghị KHÔNG đốt rác", "đề nghị không đốt rác"),
        ("UBND tỉnh và Sở KH&ĐT", "ủy ban nhân dân tỉnh và Sở kế hoạch và đầu tư"),
        ("hệ thống XYZW", "hệ thống ích y dét vê kép"),
        ("Công ty CP, Công ty TNHH MTV", "Công ty cổ phần, Công ty trách nhiệm hữu hạn một thành viên"),
    ],
    "signs": [
        ("kinh tế - xã hội", "kinh tế xã hội"),
        ("điện &amp; nước", "điện và nước"),
        ("chúc mừng 🎉 năm mới", "chúc mừng năm mới"),
        ("dân\u200b số ①②", "dân số mười hai"),
        ("công ty 三星 mới", "công ty mới"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [pytest.param(*case, id=f"{kind}: {case[0]}") for kind, cases in SAID.items() for case in cases],
)
def test_a_writing_is_said_as_it_is_meant(text: str, said: str, lexicon: Lexicon) -> None:
    assert read(text, lexicon=lexicon).spoken == said


def test_an_abbreviation_that_the_text_defines_is_read_so_ever_after(lexicon: Lexicon) -> None:
    text = "Tổ giám sát cộng đồng (TGSCĐ) họp. TGSCĐ báo cáo."

    assert read(text, lexicon=lexicon).spoken == "Tổ giám sát cộng đồng họp\ntổ giám sát cộng đồng báo cáo"


def test_every_word_knows_its_place_in_the_source_and_its_rule(lexicon: Lexicon) -> None:
    text = "Có 12 KCN."

    (sentence,) = read(text, lexicon=lexicon).sentences

    places = [(word.text, word.span.of(text), word.rule) for word in sentence.words]
    assert places == [
        ("Có", "Có", "as written"),
        ("mười hai", "12", "number"),
        ("khu công nghiệp", "KCN", "abbreviation"),
    ]


def test_places_are_right_where_letters_are_decomposed(lexicon: Lexicon) -> None:
    text = "Tha\u0301ng 4"

    (sentence,) = read(text, lexicon=lexicon).sentences

    assert [(word.text, word.span.of(text)) for word in sentence.words] == [
        ("Tháng", "Tha\u0301ng"),
        ("tư", "4"),
    ]


def test_pauses_follow_the_marks(lexicon: Lexicon) -> None:
    reading = read("Một, hai; ba. Bốn… năm!\nSáu", lexicon=lexicon)

    assert [(sentence.spoken, sentence.pause) for sentence in reading.sentences] == [
        ("Một, hai", Pause.CLAUSE),
        ("ba", Pause.SENTENCE),
        ("Bốn, năm", Pause.PARAGRAPH),
        ("Sáu", Pause.PARAGRAPH),
    ]


def test_a_sentence_ends_before_a_capital_with_a_mark(lexicon: Lexicon) -> None:
    assert len(read("Xong việc. Điều này tốt. Đại hội mở.", lexicon=lexicon).sentences) == 3


def test_only_what_is_kept_is_read_and_wrapped_lines_are_one(lexicon: Lexicon) -> None:
    text = "bỏ\nMột câu\ndài. bỏ Hai câu"

    reading = read(
        text, lexicon=lexicon, kept=[SourceSpan(start=3, end=15), SourceSpan(start=19, end=len(text))]
    )

    assert reading.spoken == "Một câu dài\nHai câu"
    assert reading.sentences[1].span.of(text) == "Hai câu"


def test_an_empty_text_has_no_sentence(lexicon: Lexicon) -> None:
    assert read(" \n ./. \t", lexicon=lexicon).sentences == ()
