"""What reads as a caption of a picture, and what as a call-out box."""

from __future__ import annotations

import re

LONGEST_CAPTION = 160
LONGEST_BOX = 70
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
    rf"\s?[/／]?\s?(?:摄影?|供图|制图|绘图?|P图)"
    rf"|{_HAN}{{2,10}}(?:供图|图片社|摄影部主任)"
    rf"|(?:新华社|中新社|视觉中国|CFP|IC photo)(?:记者)?\s?{_HAN}{{0,4}}\s?"
    r"(?:发|摄|传真|供图)"
    rf"|由[\u4e00-\u9fff]{{2,12}}提供"
    r"|(?:资料|效果|示意|网络|视频截)图片?)"
)
_CAPTION_TAIL = re.compile(rf"{_CREDIT}[）)]?。?$")
_TAIL = 40

_CODE = re.compile(r"二维码|扫码|扫一扫|小程序码")
_CODE_HEAD = re.compile(r"(?:微信|手机|请|用手机)?(?:扫|长按|识别)")
_CODE_TAIL = re.compile(
    r"(?:观看|查看|收看|收听|下载|阅读|了解|参与|关注|进入|获取|浏览|看|听)"
)
_BOX = re.compile(
    r"(?:更多|详情|欢迎|敬请|请?下载|请?关注|登录|点击|想看|观看).{0,40}"
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


def box_kind(text: str) -> str:
    """``"qr"`` or ``"box"`` if the whole of ``text`` is a call-out; else ``""``."""
    if not 4 <= len(text) <= LONGEST_BOX or "。" in text[:-1]:
        return ""
    if _CODE.search(text):
        return "qr"
    return "box" if _BOX.match(text) else ""


def may_open_box(text: str) -> bool:
    """Whether ``text`` may be the first line of a call-out broken over lines."""
    return len(text) <= LONGEST_BOX and _CODE_HEAD.match(text) is not None


def may_close_box(text: str) -> bool:
    """Whether ``text`` says what the code of a call-out is for (观看视频)."""
    return _CODE_TAIL.match(text) is not None
