"""What reads as a byline (署名): reporters with house, role and names."""

from __future__ import annotations

import re

LONGEST = 90
"""Characters; a longer text is no byline."""

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘"
    "于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江"
    "尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易"
    "乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季"
    "裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓"
    "古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬"
    "师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝谌封来但官逄亓衣綦矫国"
    "初历鞠咸薄战修卿巴展"
)
_DOUBLE = ("欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容")

_ROLE = re.compile(
    r"(?P<house>[\u4e00-\u9fffA-Za-z]{0,24}?)"
    r"(?:记者|通讯员|实习生|评论员|作者|撰文|撰稿|供稿|特约撰稿人|小记者)"
    r"(?P<name>[\u4e00-\u9fff·]{0,8})"
)
_DUTY = re.compile(
    r"(?:摄影|综合|联合)?(?:报道|整理|编译|文|图|文图|图文|文片|图片|写|撰)(?:并摄)?"
)
_NAME = re.compile(
    r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,8})+"
)
_HOUSE = re.compile(
    r"[\u4e00-\u9fff]{0,20}(?:报|社|网|台|中心|客户端|频道|传媒|杂志|新闻|融媒|融媒体)"
)
_SOURCE = re.compile(
    r"(?:来源|稿源|综合)[:：]?\s*[\u4e00-\u9fff、\s]{2,24}"
    r"|(?:据|综合)[\u4e00-\u9fff《》、\s]{2,20}"
    r"(?:报|社|网|台|客户端|新闻|公众号|报道|消息|电)"
    r"|新华社|中新社|中新网|人民日报|央视新闻"
)
_PARTS = re.compile(r"[\s、，,;；/／&|:：]+")
_PICTURED = re.compile(r"([文图片])\s*[/／、]\s*([文图片])")
_SPACED_NAME = re.compile(
    r"(?<![^\s、，,])([\u4e00-\u9fff])[ \u3000]{1,2}([\u4e00-\u9fff])(?![^\s、，,])"
)
_FOREIGN = re.compile(r"[。！？“”《》%0-9]")
BULLETS = "□■●◆◇○◎★☆▲△▶►▪•◤◢"
"""Marks before a byline or a label; they are no part of it."""


def is_name(text: str) -> bool:
    """Whether ``text`` is probably a name: a known surname, 2 to 4 characters."""
    if not _NAME.fullmatch(text):
        return False
    if "·" in text:
        return True
    if text.startswith(_DOUBLE):
        return len(text) >= 3
    return text[0] in _SURNAMES and len(text) <= 3


def is_byline(text: str) -> bool:
    """Whether the whole of ``text``, without brackets, is a byline."""
    if not 3 <= len(text) <= LONGEST or _FOREIGN.search(text):
        return False
    parts = _split_parts(text)
    roles = sum(1 for part in parts if _ROLE.fullmatch(part))
    duties = sum(1 for part in parts if _DUTY.fullmatch(part))
    names = _names_of(parts)
    if names is None or not names:
        return False
    known = sum(map(is_name, names))
    if roles:
        return 2 * known >= len(names)
    return duties > 0 and known == len(names)


def is_source(text: str) -> bool:
    """Whether ``text`` names the agency or the paper that a report was taken from."""
    return len(text) <= LONGEST and _SOURCE.fullmatch(text) is not None


def are_names(text: str) -> bool:
    """Whether ``text`` is nothing but names, which may or may not be a byline."""
    parts = _split_parts(text)
    return len(text) <= LONGEST and bool(parts) and all(map(is_name, parts))


def _split_parts(text: str) -> list[str]:
    folded = _PICTURED.sub(r"\1\2", text.strip())
    folded = _SPACED_NAME.sub(r"\1\2", folded)
    return [part for part in _PARTS.split(folded) if part]


def _names_of(parts: list[str]) -> list[str] | None:
    """The names among ``parts``; ``None`` if a part can stand in no byline."""
    names: list[str] = []
    for index, part in enumerate(parts):
        role = _ROLE.fullmatch(part)
        if role:
            if role["name"] and not is_name(role["name"]):
                return None
            names.extend([role["name"]] if role["name"] else [])
        elif _DUTY.fullmatch(part) or _is_house(parts, index):
            continue
        elif _NAME.fullmatch(part):
            names.append(part)
        else:
            return None
    return names


def _is_house(parts: list[str], index: int) -> bool:
    """Whether a later part has a role, so that this one names whose reporter it is."""
    if not _HOUSE.fullmatch(parts[index]):
        return False
    return any(_ROLE.fullmatch(part) for part in parts[index + 1 : index + 3])
