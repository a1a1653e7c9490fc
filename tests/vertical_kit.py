"""Pages of vertical lines for several tests: original text, set, placed and painted."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kit import card_spec, made_card
from zbpub.base.length import PT
from zbpub.compose.atoms import StyledRun, Type
from zbpub.compose.fonts import Typeface
from zbpub.compose.line import Line
from zbpub.compose.locate import find_typeface
from zbpub.compose.paragraph import Frame, compose
from zbpub.compose.setting import Level, Setting
from zbpub.layout.leading import height, set_lines
from zbpub.layout.page import Element, Fragment, Page, PlacedArticle, Rect
from zbpub.render.pdf_spec import PdfSpec

SIZE = 9 * PT
PITCH = 15 * PT
MEASURE = 20
"""Em of a line."""
TOP = 40 * PT
MARGIN = 40 * PT

TRADITIONAL = (
    "河灣渡口的燈昨晚亮了。「盼了12年，」船工老段說，「總算又聽見『開船囉』這三個字。」"
    "碼頭的石階、欄杆和候船亭都換了新的——先清淤，再加固……一共用了320根木樁。",
    "修繕從2026年秋天開始，費用比預算低3.5%。設計師Maria Lopez（住在東門老街）說：「舊"
    "石料大多留了下來！」為什麼不用LED燈？她想了想；又笑了：「老樣子好看。」",
    "對岸果園今年也熱鬧起來，週末來摘桑葚的人要排隊。農戶在渡口擺出涼茶，不收錢，只請客人"
    "把果核帶走，種在自家門前——《渡船時刻》印了500份，一天就發完了。",
)
SIMPLIFIED = (
    "河湾渡口的灯昨晚亮了。“盼了12年，”船工老段说，“总算又听见‘开船喽’这三个字。”码头的石"
    "阶、栏杆和候船亭都换了新的——先清淤，再加固……一共用了320根木桩。",
    "修缮从2026年秋天开始，费用比预算低3.5%。设计师Maria Lopez（住在东门老街）说：“旧石"
    "料大多留了下来！”为什么不用LED灯？她想了想；又笑了：“老样子好看。”",
)


@dataclass(frozen=True, slots=True)
class Copy:
    """Paragraphs with what they are set by."""

    texts: tuple[str, ...]
    region: str
    setting: Setting

    @property
    def typeface(self) -> Typeface:
        """The machine's Song of the region."""
        return find_typeface((f"Noto Serif CJK {self.region}",), 400)


TAIWAN = Copy(
    TRADITIONAL, "TC", Setting(edition="zh-Hant-TW", level=Level.BASIC, vertical=True)
)
MAINLAND = Copy(SIMPLIFIED, "SC", Setting(vertical=True))


def set_paragraph(copy: Copy, text: str) -> tuple[Line, ...]:
    """The lines of a paragraph, indented by two em."""
    frame = Frame(measure=MEASURE * SIZE, indent=2 * SIZE)
    run = StyledRun(text, copy.typeface)
    return compose([run], Type(size=SIZE), frame, copy.setting)


def vertical_page(copy: Copy, *, is_vertical: bool = True) -> Page:
    """A page with one block of lines, a paragraph an element.

    Vertical ones run down from the upper right corner; level ones, for comparison,
    stand one below the other from the upper left.
    """
    model = made_card()[1].pages[0]
    copy = replace(copy, setting=replace(copy.setting, vertical=is_vertical))
    items: list[Element] = []
    passed = 0
    for text in copy.texts:
        lines = set_paragraph(copy, text)
        deep = height(len(lines), SIZE, PITCH)
        place = Rect(MARGIN, TOP + passed, MEASURE * SIZE, deep)
        if is_vertical:
            right = model.width - MARGIN - passed
            place = Rect(right - deep, TOP, deep, MEASURE * SIZE)
        stacked = [(0, i * PITCH, line) for i, line in enumerate(lines)]
        fragment = Fragment(
            place, SIZE, set_lines(stacked, SIZE), is_vertical=is_vertical
        )
        items.append(Element("body", (fragment,)))
        passed += len(lines) * PITCH
    around = Rect(0, 0, model.width, model.height)
    article = PlacedArticle("a", "渡口", around, tuple(items))
    return replace(model, folio=(), rules=(), articles=(article,))


def vertical_spec(copy: Copy) -> PdfSpec:
    """What such a page's PDF needs."""
    return replace(card_spec(), language=copy.setting.edition)
