"""Pages set by the composer alone and painted as PDFs: what the meter is shown.

The copy is invented; it has every mark, number, word and name that a rule speaks of, in
the notation of manuscripts for readings, dots and raised letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kit import LOOK
from zbpub.base.length import PT
from zbpub.compose.atoms import Shift, StyledRun, Type
from zbpub.compose.fonts import Typeface
from zbpub.compose.line import Line
from zbpub.compose.locate import find_typeface
from zbpub.compose.paragraph import Frame, compose
from zbpub.compose.setting import Setting
from zbpub.edition.editions import EDITIONS
from zbpub.layout.galley_proof import ProofSheet, proof_pages
from zbpub.layout.page import Element, Fragment, Page, PlacedArticle, Rect, SetLine
from zbpub.preflight.measure import measure_pdf
from zbpub.preflight.measure_score import Score, Verdict, score
from zbpub.render.pdf import render_pdf
from zbpub.render.pdf_spec import PdfSpec

MEASURES = (13, 16, 20, 27)
"""em; a column each, in vertical pages a tier each."""

_SIZE = 9 * PT
_PITCH = 15 * PT
_ASCENT = _SIZE * 880 // 1000
_MARGIN = 36 * PT
_NOTATION = re.compile(
    r"\{(?P<base>[^|}]+)\|(?P<ruby>[^}]+)\}"
    r"|\[(?P<dots>[^\]]+)\]\{\.dots\}"
    r"|\^(?P<super>[^^]+)\^|~(?P<sub>[^~]+)~"
)

HANS = (
    "今天上午九点，老码头的渡船——修好以后的第一班——离开了河湾。船工老段把缆绳收好，"
    "说：“盼了两年，总算又听见水声了。”岸上的人都笑了……有人喊：“开船啦！”孩子们"
    "跟着喊：“开船啦！开船啦！”",
    "《河湾志》里写着：（一）清淤；（二）加固；（三）种树。“先清淤，再加固”是老规矩，"
    "“树活了，人就愿意来”（语出《渡口杂记》）也是。木料、石料、麻绳、桐油，样样都要记"
    "在账上；账清楚了，话就好说。",
    "修缮一共用了320根木桩、1200块石料，花了¥35万元，用电比从前下降3.5%。完工那天"
    "气温18℃，候船亭的面积是96㎡，步道全长1.2km。工程从2019—2020年做起，8～10月"
    "试航，2021年2月3日通航，票价仍是2元。",
    "灯罩里换了LED光源，开关由Wi-Fi连接，控制器用的是open source的程序，说明书"
    "放在 https://example.com/hewan/ferry 上，谁都可以看。设计者是克里斯蒂娜·罗塞蒂"
    "和阿尔伯特·史密斯两位，图纸编号A12，印了3份。",
    "“这是真的吗？！”值班护士小年问。“当然！！！”老段说。她又问了一遍：什么？！真的"
    "不用再绕路？老段指着船头的字：河湾/东门、东门/码头，一天来回十二趟。从前那条路，"
    "要走一个多钟头；现在坐船，一刻钟就到。",
    "好事成双。果园今年也借着渡船热闹起来，周末来摘桑葚的人要排队，农户在渡口摆出凉"
    "茶，不收钱，只请客人把果核带走，种在自家门前。",
    "渡口的{滕|téng}家是老住户，{滕婆婆|Téng Pópo}今年八十六岁，她说[这条河]{.dots}养活"
    "了三代人，[谁也不许]{.dots}往里倒脏水。候船亭面积是96m^2^，水质检测^1^由第三小学的"
    "学生来做，H~2~O三个字写在黑板上^2^，引来一片笑声。",
    "河湾—东门、东门—桥头两条线都经过{桑|sāng}园，老段管它叫“{慢船|màn chuán}”。他说："
    "“她问：‘还开吗？’我说：‘开！’（一天十二趟。）”话音刚落……岸上又有人喊：“等一等！”",
    "〈船期表〉上写着河湾～桥头分三段，表三–四合成一张，大家都说方便‼老段笑了，接着把新票价"
    "一笔一笔写在门口的黑板上。",
)
"""Mainland copy."""

HANT = (
    "今天上午九點，老碼頭的渡船——修好以後的第一班——離開了河灣。船工老段把纜繩收好，"
    "說：「盼了兩年，總算又聽見水聲了。」岸上的人都笑了……有人喊：「開船啦！」孩子們"
    "跟著喊：「開船啦！開船啦！」",
    "《河灣志》裡寫著：（一）清淤；（二）加固；（三）種樹。「先清淤，再加固」是老規矩，"
    "「樹活了，人就願意來」（語出《渡口雜記》）也是。木料、石料、麻繩、桐油，樣樣都要記"
    "在帳上；帳清楚了，話就好說。",
    "修繕一共用了320根木樁、1200塊石料，花了$35萬元，用電比從前下降3.5%。完工那天"
    "氣溫18℃，候船亭的面積是96㎡，步道全長1.2km。工程從2019—2020年做起，8～10月"
    "試航，2021年2月3日通航，票價仍是2元。",
    "燈罩裡換了LED光源，開關由Wi-Fi連接，控制器用的是open source的程式，說明書"
    "放在 https://example.com/hewan/ferry 上，誰都可以看。設計者是克里斯蒂娜·羅塞蒂"
    "和阿爾伯特·史密斯兩位，圖紙編號A12，印了3份。",
    "「這是真的嗎？！」值班護士小年問。「當然！」老段說。她又問了一遍：什麼？！真的"
    "不用再繞路？老段指著船頭的字：河灣／東門、東門／碼頭，一天來回十二趟。從前那條路，"
    "要走一個多鐘頭；現在坐船，一刻鐘就到。",
    "渡口的{滕|téng}家是老住戶，{滕婆婆|Téng Pópo}今年八十六歲，她說[這條河]{.dots}養活"
    "了三代人，[誰也不許]{.dots}往裡倒髒水。候船亭面積是96m^2^，水質檢測^1^由第三小學的"
    "學生來做，H~2~O三個字寫在黑板上^2^，引來一片笑聲。",
    "河灣—東門、東門—橋頭兩條線都經過{桑|sāng}園，老段管它叫「{慢船|màn chuán}」。他"
    "說：「她問：『還開嗎？』我說：『開！』（一天十二趟。）」話音剛落……岸上又有人喊：「等一等！」",
    "〈船期表〉上寫著河灣～橋頭分三段，表三–四合成一張，大家都說方便‼老段笑了，接著把新票價"
    "一筆一筆寫在門口的黑板上。",
)
"""The same for Taiwan and Hong Kong."""

NARROW = (
    "灯塔公司International的代表Christopher说，船上装了navigation设备，由Manufacturing部门"
    "调试，说明书由translation部门校订。",
)
"""Words that narrow columns part."""

MARKS = frozenset("，。、；：！？“”‘’（）《》〈〉—…·～–/‼")
"""What clauses speak of, and the copy has."""

RELIEF = ("老段对她说。』」后来她又说了一回，大家都听见了，也都笑了。",) * 3
"""At six em the three marks leave a very loose line, or a relief."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What is set, and how."""

    setting: Setting
    copy: tuple[str, ...] = HANS
    measures: tuple[int, ...] = MEASURES
    indent: int = 2
    """em."""

    def turned(self) -> Proof:
        """The same in vertical lines."""
        return replace(self, setting=replace(self.setting, vertical=True))

    @property
    def typeface(self) -> Typeface:
        """The machine's Song of the edition's region."""
        region = EDITIONS[self.setting.edition].region
        return find_typeface((f"Noto Serif CJK {region}",), 400)


@cache
def verdicts(proof: Proof) -> Mapping[str, Verdict]:
    """What the meter says of a proof page, by clause and name."""
    with TemporaryDirectory() as folder:
        path = proof_pdf(Path(folder) / "proof.pdf", proof)
        return {name(one): one.verdict for one in score(measure_pdf(path))}


def name(one: Score) -> str:
    """As checks name it."""
    return f"{one.clause} {one.what}"


def proof_pdf(path: Path, proof: Proof) -> Path:
    """Set ``proof`` in a column (or tier) a measure and write its page to ``path``."""
    path.write_bytes(render_pdf((proof_page(proof),), _spec(proof)))
    return path


def galley_pdf(path: Path, proof: Proof) -> Path:
    """Pull a galley proof at the last measure, in four columns or tiers."""
    measure = proof.measures[-1]
    sheet = ProofSheet(
        measure=measure * _SIZE, size=_SIZE, leading=_PITCH, columns=4,
        is_vertical=proof.setting.vertical,
    )  # fmt: skip
    lines = tuple(set_paragraphs(proof, measure))
    path.write_bytes(render_pdf(proof_pages(lines, sheet), _spec(proof)))
    return path


def proof_page(proof: Proof) -> Page:
    """One page: columns side by side, or tiers one below the other."""
    columns = [tuple(set_paragraphs(proof, measure)) for measure in proof.measures]
    deep = max(sum(map(len, paragraphs)) for paragraphs in columns) * _PITCH
    width = sum(proof.measures) * _SIZE + 2 * _SIZE * (len(columns) - 1) + 2 * _MARGIN
    sheet = _Sheet(width, deep + 2 * _MARGIN, proof.setting.vertical)
    articles: list[PlacedArticle] = []
    x = _MARGIN
    for number, paragraphs in enumerate(columns):
        place = Rect(x, _MARGIN, proof.measures[number] * _SIZE, deep)
        items = tuple(_elements(paragraphs, place, sheet))
        articles.append(PlacedArticle(f"a{number}", "渡船", sheet.turned(place), items))
        x += place.width + 2 * _SIZE
    whole = sheet.turned(Rect(0, 0, sheet.width, sheet.height))
    area = sheet.turned(Rect(_MARGIN, _MARGIN, width - 2 * _MARGIN, deep))
    return Page(
        number="01", width=whole.width, height=whole.height, type_area=area,
        folio=(), articles=tuple(articles), rules=(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The page with its lines level, mpt."""

    width: int
    height: int
    is_vertical: bool

    def turned(self, place: Rect) -> Rect:
        """``place`` as it is read: turned a quarter to the right if lines run down."""
        if not self.is_vertical:
            return place
        right = self.height - place.y - place.height
        return Rect(right, place.x, place.height, place.width)


def set_paragraphs(proof: Proof, measure: int) -> Iterator[tuple[Line, ...]]:
    """The lines of each paragraph at ``measure`` em."""
    frame = Frame(measure=measure * _SIZE, indent=proof.indent * _SIZE)
    for text in proof.copy:
        runs = list(styled(text, proof.typeface))
        yield compose(runs, Type(size=_SIZE), frame, proof.setting)


def styled(text: str, typeface: Typeface) -> Iterator[StyledRun]:
    """``text`` with its readings, dots and raised letters."""
    at = 0
    for found in _NOTATION.finditer(text):
        if at < found.start():
            yield StyledRun(text[at : found.start()], typeface)
        at = found.end()
        match found.lastgroup, found[found.lastgroup or 0]:
            case "ruby", reading:
                yield StyledRun(found["base"], typeface, ruby=reading)
            case "dots", marked:
                yield StyledRun(marked, typeface, dots=True)
            case name, raised:
                shift = Shift.SUPER if name == "super" else Shift.SUB
                yield StyledRun(raised, typeface, shift=shift)
    if at < len(text):
        yield StyledRun(text[at:], typeface)


def _elements(
    paragraphs: Iterable[Sequence[Line]], column: Rect, sheet: _Sheet
) -> Iterator[Element]:
    y = column.y
    for lines in paragraphs:
        # No white below the last row: vertical lines are counted from the right edge.
        deep = (len(lines) - 1) * _PITCH + _SIZE
        place = sheet.turned(Rect(column.x, y, column.width, deep))
        set_lines = tuple(
            SetLine(0, row * _PITCH + _ASCENT, line.text, line.glyphs)
            for row, line in enumerate(lines)
        )
        fragment = Fragment(place, _SIZE, set_lines, is_vertical=sheet.is_vertical)
        yield Element("body", (fragment,))
        y += len(lines) * _PITCH


def _spec(proof: Proof) -> PdfSpec:
    return PdfSpec(
        title="渡船", publication="河湾日报", language=proof.setting.edition,
        created="2024-05-12T00:00:00Z", description="渡船", look=LOOK, images={},
    )  # fmt: skip
