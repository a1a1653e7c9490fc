"""What reads as a caption of a picture, and what as a call-out box."""

from __future__ import annotations

import re

LONGEST_CAPTION = 160
LONGEST_BOX = 70
CODE_WITHIN = 10
"""Characters before the code in a call-out that opens with other words."""
LONGEST_BOX_LINE = 10
"""Characters of one line of a narrow call-out box, which is as wide as its code."""

_HAN = r"[\u4e00-\u9fff]"
_CAPTION_HEAD = re.compile(
    r"(?:图为|图片?[①-⑨一二三四五六七八九1-9]?[:：]|图[①-⑨一二三四五六七八九1-9]\s"
    r"|[上下左右]图(?:为|[:：])|题图|[①-⑨]?\s?[▲△▼▽↑↓←→◀►▶◢◣]\s?\S)"
)
_CAPTION_SOURCE = re.compile(
    rf"(?:摄影|漫画|绘图|制图|插图|供图|图|图片来源)\s?[/／:：]\s?{_HAN}{{2,12}}"
)
_POINTER = re.compile(r"[▲△▼▽↑↓←→◀►▶◢◣]")
_LONGEST_POINTED = 90
_CREDIT = (
    rf"(?:(?:^|[\s/／（(。，]|记者|通讯员|实习生){_HAN}{{2,4}}"
    rf"(?:[\s、]{_HAN}{{2,4}}){{0,3}}"
    rf"(?:\s?[/／]?\s?(?:摄影?报道|摄影?|供图|制图|绘图|P图)|[\s/／]绘)"
    rf"|{_HAN}{{2,10}}(?:供图|图片社|摄影部主任)"
    rf"|图片?由{_HAN}{{2,20}}提供"
    rf"|(?:新华社|中新社|视觉中国|CFP|IC photo)(?:记者)?\s?{_HAN}{{0,4}}\s?"
    r"(?:发|摄|传真|供图)"
    rf"|由[\u4e00-\u9fff]{{2,12}}提供"
    r"|(?:资料|效果|示意|网络|视频截)图片?)"
)
_CAPTION_TAIL = re.compile(rf"{_CREDIT}[）)]?。?$")
_TAIL = 40

_STOP_INSIDE = re.compile(r"[。！]|[\u4e00-\u9fff][.!]")
_CODE = re.compile(r"二维码|扫码|扫一扫|小程序码")
_OPENERS = (
    *("扫", "长按", "识别", "微信扫", "手机扫", "请扫", "请用", "用微信", "用手机"),
    *(
        "打开",
        "更多内容",
        "更多",
        "欢迎",
        "敬请",
        "下载",
        "关注",
        "点击",
        "登录",
        "想看",
    ),
)
"""Words that call-outs open with."""
_CODE_TAIL = re.compile(
    r"(?:观看|查看|收看|收听|下载|阅读|了解|参与|关注|进入|获取|浏览|看|听|读|报名|加入|投票)"
)
_MEDIUM = re.compile(
    r"(?:视频|直播|回放|报道|全文|全篇|榜单|地图|详情|内容|客户端|公众号|视频号|调查|活动|更多|图集|指南|攻略"
    r"|音频|本文|原文|故事|名单|小程序|信息|问卷|通道|精彩)$"
)
SHORT_MEDIUM = 2
"""Characters of a word that makes two of a medium's name: 问卷｜调查."""
_WANTING = re.compile(
    r"(?:看|观看|查看|收看|听|收听|下载|阅读|读|了解|参与|关注|进入|获取|浏览|可|即可|请|加入)$"
)
"""Words after which a call-out still lacks what they are about."""
_BOX = re.compile(
    r"(?:更多|详情|欢迎|敬请|请?下载|请?关注|登录|点击|想看|观看|打开).{0,40}"
    r"(?:APP|客户端|公众号|微信|微博|网站|视频号|抖音|小程序)",
    re.IGNORECASE,
)


def is_caption(text: str) -> bool:
    """Whether the whole of ``text`` is the caption of a picture."""
    if not text or len(text) > LONGEST_CAPTION:
        return False
    if _CAPTION_TAIL.search(text[-_TAIL:]):
        return True
    if _CAPTION_SOURCE.fullmatch(text):
        return True
    if _CAPTION_HEAD.match(text) is None:
        return False
    return len(text) <= _LONGEST_POINTED or _POINTER.match(text) is None


def is_credit(text: str) -> bool:
    """Whether the whole of ``text`` tells who made a picture (摄影：…, 制图：…)."""
    return len(text) <= _TAIL and _CAPTION_SOURCE.fullmatch(text) is not None


def box_kind(text: str) -> str:
    """``"qr"`` or ``"box"`` if the whole of ``text`` is a call-out; else ``""``."""
    if not 4 <= len(text) <= LONGEST_BOX or _STOP_INSIDE.search(text[:-1]):
        return ""
    code = _CODE.search(text)
    ahead = text[: code.start()] if code else ""
    opened = may_open_box(text) or (len(ahead) <= CODE_WITHIN and "，" not in text)
    if code and opened and not any(mark in ahead for mark in "，；：,;"):
        return "qr" if "；" not in text else ""
    return "box" if _BOX.match(text) else ""


def may_open_box(text: str) -> bool:
    """Whether ``text`` may be the first line of a call-out broken over lines."""
    if len(text) > LONGEST_BOX:
        return False
    return text.startswith(_OPENERS) or any(one.startswith(text) for one in _OPENERS)


def wants_more(text: str) -> bool:
    """Whether a call-out is not over: a verb lacks its object, a quotation its end."""
    unclosed = text.count("“") > text.count("”") or text.count("《") > text.count("》")
    return unclosed or _WANTING.search(text) is not None


def may_close_box(text: str) -> bool:
    """Whether ``text`` says what the code of a call-out is for (观看视频)."""
    return opens_purpose(text) or names_medium(text)


def adds_purpose(text: str) -> bool:
    """Whether ``text`` goes on with a call-out that may be over: 观看…, 直播｜回放."""
    return names_medium(text) and (opens_purpose(text) or len(text) <= SHORT_MEDIUM)


def opens_purpose(text: str) -> bool:
    """Whether ``text`` opens with what the code of a call-out lets one do (观看…)."""
    return _CODE_TAIL.match(text) is not None


def names_medium(text: str) -> bool:
    """Whether ``text`` ends with what a call-out leads to, so that it may be over."""
    return _MEDIUM.search(text) is not None
