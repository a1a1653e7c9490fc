"""A text in, the stretches that are never converted out.

Addresses, e-mail, names of files and what stands between backticks are not language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ASCII = r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]"
_ADDRESS = rf"(?:{_ASCII}|(?<=[/=&#?_-])[\u3400-\u9fff]+)+"
"""Han belong to an address only behind one of its marks: copy goes on without a
space."""
_ENDINGS = (
    "pdf|docx?|xlsx?|pptx?|csv|txt|md|html?|xml|json|toml|zip|rar|7z|jpe?g|png|gif|"
    "webp|svg|tiff?|bmp|mp[34]|mov|avi|wav|epub|apk|exe|py|psd|indd|wps|ofd"
)
_SPANS = re.compile(
    rf"(?P<code>`+)[^`](?:.*?[^`])?(?P=code)(?!`)"
    rf"|(?:https?://|ftp://|www\.){_ADDRESS}"
    rf"|mailto:{_ASCII}+"
    rf"|[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+"
    rf"|[\w\-./\\]*\w\.(?:{_ENDINGS})(?![A-Za-z0-9])"
    rf"|\]\((?=[^)\s]*[./#:])[^)\s“”‘’]+(?=[\s)])",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE_FILES = re.compile(
    r".*(?:下载|打开|点击|查看|参见|参阅|请见|详见|见|附件|文件|文档|图片|表格|名为|命名为|"
    r"保存为|另存为|存为|改为|填写|填好|提交|上传|发送|阅读|写入|写进|叫做|是|为|在|把|将|"
    r"和|与|及|或|从|的|了|到|看)(?=.)",
    re.DOTALL,
)
"""What a sentence says before it names a file: the name begins behind it."""
_HAN = re.compile(r"[\u3400-\u9fff]")


def protected(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every stretch of ``text`` that is never converted, in order."""
    for found in _SPANS.finditer(text):
        start, end = found.span()
        if not found["code"] and _HAN.match(found[0]) and ":" not in found[0]:
            start = _name_of_file(text, start, end)
        yield start, end


def _name_of_file(text: str, start: int, end: int) -> int:
    """Where a file's name that is written behind Han begins."""
    name = text[start:end]
    before = _BEFORE_FILES.match(name.rpartition(".")[0])
    return start + (before.end() if before else 0)
