"""What reads as a byline (署名): reporters with house, role and names."""

from __future__ import annotations

import re

from zbpub.ingest.words import count_of

LONGEST = 90
"""Characters; a longer text is no byline."""

_WORD = 60
"""Occurrences from which on a name is rather a word."""

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘"
    "于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江"
    "尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易"
    "乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季"
    "裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓"
    "古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬"
    "师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝谌封来但官逄亓衣綦矫国"
    "初历鞠咸薄战修卿巴展"
    "萬叢嚴喬黨蘭關農馮劉華單盧衛歷葉呂吳國婁孫寧宮鞏師莊應龐張戰時來楊欒歐畢湯溫"
    "矯竇簡紀繆羅聶蘆蘇榮蕭蔣藍許諶謝譚費賀賈趙車邊連遲鄧鄺鄔鄒鄭鍾錢閆閔閻陽陸陳"
    "韋韓項顧顏饒馬駱魯鮑麥黃齊龍龔"
)
_RARE_SURNAMES = frozenset(
    "郁水云奚昌凤花酆乐皮元平湛禹狄贝明计伏谈茅闵强危支柯昝管经裘干应宣贲杭洪诸吉钮滑荀羊於惠家芮"
    "羿储汲邴糜松井富乌弓牧隗山谷宓蓬郗班仰秋伊暴厉戎祖束幸司韶郜蓟印宿怀邰从鄂索籍蔺屠阴胥能苍双闻"
    "莘贡劳姬扶堵宰郦雍郤璩濮寿通扈燕冀郏浦别庄充慕茹习宦鱼容慎戈庾终暨居衡步都满弘匡广禄阙东欧沃利"
    "蔚越夔隆晁勾融訾阚那空毋乜养须丰巢蒯相后荆红竺权逯盖益桓公仉督岳帅缑亢况琴归海晋楚法汝鄢钦佴伯"
    "赏墨哈谯笪年爱佟青代原鹿仝苑补税粟令买南银智尧火"
)
"""Surnames that are words more often: they count beside a role alone."""
_DOUBLE = (
    *("欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容"),
    *("歐陽", "司馬", "諸葛", "東方", "尉遲", "公孫"),
)

_ROLE = re.compile(
    r"(?P<house>[\u4e00-\u9fffA-Za-z·]{0,24}?)"
    r"(?:记者|記者|通讯员|通訊員|实习生|评论员|特派员|作者|撰文|撰稿|供稿|特约撰稿人|小记者|编译|译者|口述)"
    r"(?P<name>[\u4e00-\u9fff·]{0,8})"
)
_DUTY = re.compile(
    r"(?:摄影|采写|综合|联合)?"
    r"(?:报道|整理|编译|文|图|文图|图文|文片|图片|文摄|写|撰|著|绘|译|编|口述|采写)(?:并摄)?"
)
_OWN = re.compile(r"本[报刊网台社][\u4e00-\u9fff]{0,4}(?:记者|通讯员)[ \u3000]")
_READER = re.compile(
    r"[\u4e00-\u9fff]{0,8}\s?(?:读者|市民|网友|居民|家长)[ \u3000][\u4e00-\u9fff]{2,3}"
)
"""Who signs a letter: 解放路 读者 平凡."""
_NAMELESS = re.compile(r"(?:本报|本刊|本网|本台)?(?:特约|首席)?评论员")
"""A byline that names nobody."""
_BODY = re.compile(
    r"[\u4e00-\u9fff]{3,20}[ \u3000]+(?:整理|提供|供稿|供图|编|编写|编译|制作)"
)
"""An office that signs in place of a person: 市气象局 提供."""
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
_PICTURED = re.compile(r"([文图片])\s*[/／、]\s*([文图片摄])")
_SPACED_NAME = re.compile(
    r"(?<![^\s、，,])([\u4e00-\u9fff])[ \u3000]{1,2}([\u4e00-\u9fff])(?![^\s、，,])"
)
_GLUED_DUTY = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})((?:摄影|综合)?报道|采写|整理)(?=$|[\s：:])"
)
_SPACED_ROLE = re.compile(
    r"(?:本\s?报\s?)?(?:记\s?者|通\s?讯\s?员|实\s?习\s?生|评\s?论\s?员)"
)
"""A role with the stray spaces of recognition in it."""
_FOREIGN = re.compile(r"[。！？“”《》%0-9]")
BULLETS = "□■●◆◇○◎★☆▲△▶►▪•◤◢"
"""Marks before a byline or a label; they are no part of it."""


def is_name(text: str) -> bool:
    """Whether ``text`` is probably a name: a known surname, 2 to 4 characters."""
    if not _NAME.fullmatch(text):
        return False
    if "·" in text:
        return "第" not in text
    if text.startswith(_DOUBLE):
        return len(text) >= 3
    return text[0] in _SURNAMES and len(text) <= 3


def _may_name(text: str) -> bool:
    """Whether ``text`` may be a name where a role says that one is due."""
    if is_name(text):
        return True
    short = re.fullmatch(r"[\u4e00-\u9fff]{2,3}", text) is not None
    known = text[:1] in _RARE_SURNAMES or text.startswith(_DOUBLE)
    return short and known and count_of(text) < _WORD


def is_byline(text: str) -> bool:
    """Whether the whole of ``text``, without brackets, is a byline."""
    if not 3 <= len(text) <= LONGEST or _FOREIGN.search(text):
        return False
    if _NAMELESS.fullmatch(text) or _BODY.fullmatch(text):
        return True
    parts = _split_parts(text)
    roles = sum(1 for part in parts if _ROLE.fullmatch(part))
    duties = sum(1 for part in parts if _DUTY.fullmatch(part))
    names = _names_of(parts)
    if names is None or not names:
        return False
    known = sum(map(_may_name, names))
    if roles:
        return 2 * known >= len(names) or _is_penned(text, names)
    return duties > 0 and known == len(names)


def _is_penned(text: str, names: list[str]) -> bool:
    """Whether one rare name stands behind 本报记者: a pen name has no known surname."""
    if len(names) != 1 or not _OWN.match(text):
        return False
    return len(names[0]) <= 3 and count_of(names[0]) < _WORD


def is_source(text: str) -> bool:
    """Whether ``text`` names the agency or the paper that a report was taken from."""
    return len(text) <= LONGEST and _SOURCE.fullmatch(text) is not None


def is_reader(text: str) -> bool:
    """Whether ``text`` signs a letter to the paper."""
    return _READER.fullmatch(text) is not None


def are_names(text: str) -> bool:
    """Whether ``text`` is nothing but names, which may or may not be a byline."""
    parts = _split_parts(text)
    return len(text) <= LONGEST and bool(parts) and all(map(is_name, parts))


def are_rare_names(text: str) -> bool:
    """Whether ``text`` is nothing but names that are no words besides (高温, 时评)."""
    return are_names(text) and all(map(is_rare, _split_parts(text)))


def is_rare(text: str) -> bool:
    """Whether ``text`` is rather a name than a word."""
    return count_of(text) < _WORD


def _split_parts(text: str) -> list[str]:
    folded = _PICTURED.sub(r"\1\2", text.strip())
    folded = _GLUED_DUTY.sub(r" \1", folded)
    folded = _SPACED_ROLE.sub(lambda match: "".join(match[0].split()), folded)
    folded = _SPACED_NAME.sub(r"\1\2", folded)
    parts: list[str] = []
    for part in filter(None, _PARTS.split(folded)):
        before = parts[-1] if parts else ""
        stray = len(before) == 1 and before in _SURNAMES and not _DUTY.fullmatch(before)
        if stray and len(part) <= 2:  # 黄 卫东
            parts[-1] += part
        else:
            parts.append(part)
    return parts


def _names_of(parts: list[str]) -> list[str] | None:
    """The names among ``parts``; ``None`` if a part can stand in no byline."""
    names: list[str] = []
    for index, part in enumerate(parts):
        role = _ROLE.fullmatch(part)
        if role:
            if role["name"] and not _may_name(role["name"]):
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
