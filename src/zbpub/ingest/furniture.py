"""What reads as page furniture: folio, date, credits, weather, contact lines."""

from __future__ import annotations

import re

from zbpub.ingest.bylines import is_name

LONGEST = 90
"""Characters; a longer line is no furniture."""

FOLIO = "folio"
CREDITS = "credits"
WEATHER = "weather"
CONTACT = "contact line"

_HAN = r"[\u4e00-\u9fff]"
_NUMERAL = r"[0-9０-９〇○零一二三四五六七八九十廿]"

# Longest first: the parts are taken greedily, one after the other.
_SECTIONS = (
    "综合新闻|时政要闻|本地新闻|民生新闻|国内国际|国内新闻|国际新闻|体育新闻|要闻|综合|时政|本地"
    "|民生|国内|国际|体育|财经|经济|文娱|文化|副刊|社会|广告|教育|健康|特刊|专版|头版"
)
_SECTION = re.compile(_SECTIONS)
_COLUMN = re.compile(rf"(?:{_SECTIONS}|各地)(?:快报|快讯|简讯|动态)")
"""A column of briefs, which is no newspaper's name (民生快报)."""
_FOLIO_PART = re.compile(
    rf"{_NUMERAL}{{4}}\s?[年./\-]\s?{_NUMERAL}{{1,3}}\s?[月./\-]\s?{_NUMERAL}{{1,3}}\s?[日曰]?"
    r"|(?:星期|周|礼拜)[一二三四五六日天]"
    rf"|农历{_HAN}{{2,14}}|{_HAN}{{2}}年?{_HAN}{{1,2}}月(?:初|十|廿|三十){_HAN}?"
    rf"|《?{_HAN}{{2,5}}(?:日报|晚报|晨报|早报|商报|都市报|时报|周报|导报|快报|新报)》?"
    rf"|《?{_HAN}{{2,8}}(?:大学|学院|师大|工业|石油|电力|矿工|铁道|职工|工人|青年|教育|法治|农村|校)报》?"
    r"|(?:总第|总|第)?\s?[0-9]{1,6}\s?期|今日\s?[0-9]{1,3}\s?版|今日[一二三四五六七八九十]{1,3}版"
    rf"|第?\s?[A-Z]?\s?{_NUMERAL}{{1,3}}\s?版|{_SECTIONS}|[A-Z]?\s?[0-9０-９]{{1,3}}(?![0-9])"
    r"|[A-Z]{4,20}(?: [A-Z]{3,20}){0,4}|[A-Z](?![A-Za-z])"
)
_DATE = re.compile(
    rf"{_NUMERAL}{{4}}\s?年\s?{_NUMERAL}{{1,3}}\s?月\s?{_NUMERAL}{{1,3}}\s?[日曰]"
)
_BETWEEN = re.compile(r"[\s·|｜/,，:：\-—]*")

_ROLE = (
    r"(?:本版|值班|执行|首席|美术|视觉|图片|文字|新媒体|[一二三四五六七八九十本]版|要闻|头版)?"
    r"(?:责任编辑|主任|校检|责校|图编|版面设计|版面编辑|审核|审定|美术编辑|责编|编辑|美编|校对|版式|组版|排版|设计|主编|总编|编委|审读|审校|校审"
    r"|检校|策划|统筹|制图|监制|终审|编审|值班)"
)
_PERSON = rf"{_HAN}(?:\s{{0,3}}{_HAN}){{1,3}}?(?![\u4e00-\u9fff])"
_CREDIT_PART = re.compile(
    rf"{_ROLE}(?P<gap>[\s:：/／丨|]{{0,4}})(?P<name>{_PERSON})"
    rf"(?:[\s、]{{1,3}}(?!{_ROLE}|电话|热线|传真|邮箱|新闻){_PERSON}){{0,3}}"
)
_CREDIT_BETWEEN = re.compile(r"[\s;；，,/|□■●◆○]*")
_CREDIT_START = re.compile(_ROLE)

_WEATHER = re.compile(
    rf"(?:今日|明日|今天|明天|今夜|今晚|白天|天气|气温|最高|最低|晴|阴|多云|{_HAN}{{0,4}}天气|{_HAN}{{2,3}}[:：\s])"
    r".{0,80}(?:℃|°C|°|[0-9０-９一二三四五六七八九]\s?[级度])[^。]{0,20}"
)
_FORECAST = re.compile(r"[晴阴雨雪雾霾云].*风|风.*[晴阴雨雪雾霾云]")
_SKY = re.compile(r"[晴阴雨雪雾霾]|多云|℃|气温")
_CONTACT_HEAD = re.compile(
    r"(?:联系|投诉|新闻|广告|发行|投稿|订阅|报料|爆料|服务|热线|咨询|监督|举报|读者|客服|本报|本社|社址"
    r"|地址|邮编|邮政编码|网址|官网|邮箱|电子邮箱|电子信箱|电话|传真|零售|定价|印刷|国内统一"
    r"|CN|ISSN|邮发代号|法律顾问|总编室|办公室|微信|微博|E-?mail|https?:|www\.)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:本报|本社|编辑部)?(?:社址|地址)[:：]")
_CONTACT = re.compile(
    r"[0-9]{5,}|[0-9]{3,4}[-—－ ][0-9]{3,}|https?:|www\.|@|CN ?[0-9]{2}|[0-9.]+元",
    re.IGNORECASE,
)


def furniture_reason(text: str) -> str:
    """Which furniture of the page the whole line ``text`` is; ``""`` if none."""
    if not text or len(text) > LONGEST or (len(text) == 1 and text.isalpha()):
        return ""
    credit = _CREDIT_START.search(text)
    if credit and _are_credits(text[credit.start() :]):
        ahead = text[: credit.start()].strip(" \u3000□■●◆○|/")
        if not ahead or _is_folio(ahead):
            return CREDITS
    if _is_folio(text) and not _COLUMN.fullmatch(text):
        return FOLIO
    if "。" in text:
        return ""
    if _is_contact(text):
        return CONTACT
    if _is_weather(text):
        return WEATHER
    return ""


def _is_weather(text: str) -> bool:
    """Whether ``text`` is a forecast in catchwords rather than a sentence on it."""
    if not _WEATHER.fullmatch(text) or not _SKY.search(text):
        return False
    return "，" not in text or _FORECAST.search(text) is not None


def is_date(text: str) -> bool:
    """Whether ``text`` is nothing but a day of a year."""
    return _DATE.fullmatch(text) is not None


def is_section(text: str) -> bool:
    """Whether ``text`` is nothing but the name of a newspaper's section (要闻)."""
    return len(text) <= LONGEST and _SECTION.fullmatch(text) is not None


def _is_contact(text: str) -> bool:
    return bool(_ADDRESS.match(text)) or (
        _CONTACT_HEAD.match(text) is not None and _CONTACT.search(text) is not None
    )


def _is_folio(text: str) -> bool:
    at = 0
    while at < len(text):
        at = _end_of(_BETWEEN, text, at)
        part = _FOLIO_PART.match(text, at)
        if part is None or part.end() == at:
            break
        at = part.end()
    return at > 0 and _end_of(_BETWEEN, text, at) == len(text) and at != _dashes(text)


def _dashes(text: str) -> int:
    """How far ``text`` opens with nothing but what stands between parts."""
    return _end_of(_BETWEEN, text, 0)


def _are_credits(text: str) -> bool:
    at = 0
    while at < len(text):
        part = _CREDIT_PART.match(text, at)
        if part is None:  # folio or contacts may follow on the same line
            rest = text[at:]
            return at > 0 and (_is_folio(rest) or _is_contact(rest))
        if not (part["gap"] or is_name(part["name"])):
            return False
        at = _end_of(_CREDIT_BETWEEN, text, part.end())
    return True


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
