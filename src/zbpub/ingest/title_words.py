"""What the words of a title say: do they tell the occasion, explain, name a column."""

from __future__ import annotations

import re
from functools import lru_cache

from zbpub.ingest.bylines import BULLETS

LONGEST_LABEL = 8
CACHED = 4096
"""Titles whose words are remembered: each is weighed in many readings."""
_KICKER_END = re.compile(
    r"(?:(?:时|中|上|后)?(?:强调|指出|要求|表示|提出)|专访|答记者问|记者会"
    r"|召开|举行|开幕|闭幕|举办|启动|揭晓|揭牌|鸣枪|开跑|签约|闭会|落幕"
    r"|(?:会议|座谈会|大会|仪式|发布会|推进会|论坛)(?:上|暨.{2,12})?"
    r"|第[0-9一二三四五六七八九十百]{1,4}[轮回期届场站章集讲篇]|之[一二三四五六七八九十]{1,2}|系列报道|[（(][上中下一二三四五][）)])$"
)
_KICKER_HINT = re.compile(
    r"^(?:走进|聚焦|当|寻找|对话|关注|直击|回望|致敬|喜迎|庆祝|纪念|深入|贯彻|学习|我国|全国|第.{1,4}届)"
    r"|(?:会见|做客|连载|起，|日起|之内，|接受本报|本报记者)|看[^，]{2,8}$"
    r"|(?:之后|之际|以来|纪实|实践|坚守|传承|巡礼|综述|探访|行动|活动|工程|完成|成立|发布|公布|出台)$"
    r"|[0-9一二两三四五六七八九十]+[条个项种份][^，]{0,4}，"
)
_DECK_END = re.compile(
    r"(?:纪实|观察|探访|侧记|掠影|巡礼|综述|手记|启示|之际|答问|这样回应|这样说|的报告|工作报告)—*$|^读《[^》]+》$"
)
_DECK_HINT = re.compile(
    r"^(?:记|写在|来自|读|从[^，]{1,16}到|专家|市民|记者|首批|最高|全程)"
    r"|(?:纪实|观察|探访|侧记|记|报告|掠影|巡礼|综述|手记|启示|背后|之际|现场|问答|回应)$|之[一二三四五]$"
    r"|[0-9].*，|，.*[0-9]|年$"
)
_LABEL_WORDS = re.compile(
    r"(?:聚焦|关注|解读|评论|观察|时评|快讯|要闻|专题|在线|访谈|调查|动态|视点|视线|进行时|风采"
    r"|来论|纵深|链接|说法|民生|连线|热点|追踪|速递|一线|特写|侧记|综述|快评|短评|社论|速览|直击"
    r"|现场|故事|人物|面对面|周刊|新闻眼|点击|广角|论坛|巡礼|展播|专栏|特稿|深度|焦点|头条|手记"
    r"|课堂|笔谈|漫笔|漫谈|杂谈|札记|随笔|来信|热线|茶座|看点|榜样|好人|好人榜|先锋|前沿|市井|街谈巷议"
    r"|深读|简讯|短波|书评|诗笺|副刊|连载|公告|启事|直通车|聚光灯|镜头|眼|声音|话题|晴雨表|一度|观潮"
    r"|新语|走基层|基层|问答|问政|新闻|视窗|之窗|经济|健康|实验室|日历|旧物记)$"
    r"|^(?:聚焦|关注|图说|图片新闻|两会|记者|本报|今日|特别|新春|新闻|热点|一线)"
    r"|^(?:服务|提醒|启事|更正|天气|人物|行业|城事|声音|邻里|看台|市价|党建|法治|教育|文化|科技)$"
)
_WRAPPED_LABEL = re.compile(
    rf"\s*(?:【([^【】]{{2,12}})】|〖([^〖〗]{{2,12}})〗|\[([^\[\]]{{2,12}})\]"
    rf"|〔([^〔〕]{{2,12}})〕|〈([^〈〉]{{2,12}})〉"
    rf"|[{BULLETS}丨|｜]+\s*([^\s{BULLETS}丨|｜]{{2,8}})\s*[{BULLETS}丨|｜]*)\s*"
)
_NOTICE = re.compile(
    r"(?:公告|公示|通知|通告|启事|讣告|声明|简讯|快讯|快报|动态|简明新闻|短讯|导读|更正|致歉|招聘|须知)$"
)
_BRIEFS = re.compile(r"(?:公告|通知|通告|启事|讣告|简讯|快讯|快报|动态|简明新闻|短讯)$")
_OPINION = re.compile(r"社论|评论|时评|短评|快评|锐评|来论|杂谈|漫谈|漫笔")
LONGEST_NOTICE = 22
SHORT_NOTICE = 12
"""Characters of a plain line that calls its text a notice."""
_BODY_END = re.compile(
    r"(?:委员会|委|厅|局|政府|办公室|办|公司|集团|中心|协会|学会|医院|大学|学院|法院|检察院|银行"
    r"|编辑部|报社|本报|部|海关|法庭|派出所|管委会|居委会|村委会|学校|中学|小学|图书馆|气象台|电台)$"
)
LONGEST_BODY = 12


@lru_cache(maxsize=CACHED)
def is_kicker_like(text: str) -> bool:
    """Whether a title tells the occasion (…时强调, …专访), as a kicker does."""
    return text.endswith(("：", ":")) or _KICKER_END.search(text[-16:]) is not None


@lru_cache(maxsize=CACHED)
def hints_kicker(text: str) -> bool:
    """Whether a title is worded as kickers often are."""
    return _KICKER_HINT.search(text) is not None


@lru_cache(maxsize=CACHED)
def hints_deck(text: str) -> bool:
    """Whether a title is worded as decks often are: 记…, …纪实, figures in clauses."""
    return _DECK_HINT.search(text) is not None


@lru_cache(maxsize=CACHED)
def ends_deck(text: str) -> bool:
    """Whether a title ends as hardly any headline does: …纪实, …侧记."""
    return _DECK_END.search(text) is not None


def is_couplet(text: str) -> bool:
    """Whether a space parts a title into two halves of nearly one length."""
    halves = text.split()
    short = min(map(len, halves), default=0)
    return len(halves) == 2 and short >= 4 and max(map(len, halves)) - short <= 2


def is_quotation(text: str) -> bool:
    """Whether a title is nothing but a quotation, as what somebody says in it."""
    return text[:1] == "“" and text[-1:] == "”" and "”" not in text[:-1]


@lru_cache(maxsize=CACHED)
def is_label_like(text: str) -> bool:
    """Whether a short title has a word that names columns (…观察, 两会聚焦)."""
    return len(text) <= LONGEST_LABEL and _LABEL_WORDS.search(text) is not None


@lru_cache(maxsize=CACHED)
def read_wrapped(text: str) -> tuple[int, int]:
    """Where the label stands in a title that is nothing but a label in marks.

    ``(0, 0)`` if the title is something else.
    """
    match = _WRAPPED_LABEL.fullmatch(text)
    return match.span(match.lastindex or 0) if match else (0, 0)


@lru_cache(maxsize=CACHED)
def names_notice(text: str) -> bool:
    """Whether a title calls its text a notice or a column of briefs (公告, 简讯)."""
    return len(text) <= LONGEST_NOTICE and _NOTICE.search(text) is not None


def names_opinion(text: str) -> bool:
    """Whether a title is the label of an editorial or a comment, often unsigned."""
    return len(text) <= LONGEST_LABEL and _OPINION.search(text) is not None


def calls_notice(text: str) -> bool:
    """Whether even a plain line calls its text a notice or briefs."""
    return len(text) <= SHORT_NOTICE and _BRIEFS.search(text) is not None


def names_body(text: str) -> bool:
    """Whether a line names an office, as the last line of a notice does."""
    return 3 <= len(text) <= LONGEST_BODY and _BODY_END.search(text) is not None
