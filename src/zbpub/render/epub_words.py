"""The words that the e-book adds of itself, in both scripts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The book's own words in one script; no word of an article is here."""

    contents: str
    cover: str
    front_page: str
    colophon: str
    page_list: str
    landmarks: str
    start: str
    articles: str
    """Names the group of articles without a page when no article has one."""
    others: str
    """Names that group when other articles have pages."""
    step: str
    previous: str
    following: str
    notes: str
    back: str
    published: str
    number: str
    cn: str
    issn: str
    publisher: str
    address: str
    print_edition: str
    summary: str
    summary_pages: str
    summary_alt: str
    summary_no_alt: str

    def page(self, number: str) -> str:
        """A page's name: ``"第03版"``."""
        return f"第{number}版"


SIMPLIFIED = Words(
    contents="目录",
    cover="封面",
    front_page="头版",
    colophon="本期信息",
    page_list="版次",
    landmarks="导览",
    start="正文",
    articles="本期文章",
    others="其他文章",
    step="文章导航",
    previous="上一篇",
    following="下一篇",
    notes="注释",
    back="返回正文",
    published="出版日期",
    number="期号",
    cn="国内统一连续出版物号",
    issn="国际标准连续出版物号",
    publisher="出版",
    address="网址",
    print_edition="印刷版",
    summary="本书为可重排的报纸，目录分版次与文章两级，阅读顺序与语言均已标明。",
    summary_pages="印刷版各版的起点均有标记。",
    summary_alt="图片均有替代文字。",
    summary_no_alt="部分图片没有替代文字。",
)

TRADITIONAL = Words(
    contents="目錄",
    cover="封面",
    front_page="頭版",
    colophon="本期資訊",
    page_list="版次",
    landmarks="導覽",
    start="正文",
    articles="本期文章",
    others="其他文章",
    step="文章導覽",
    previous="上一篇",
    following="下一篇",
    notes="註釋",
    back="返回正文",
    published="出版日期",
    number="期號",
    cn="國內統一連續出版物號",
    issn="國際標準連續出版物號",
    publisher="出版",
    address="網址",
    print_edition="印刷版",
    summary="本書為可重排的報紙，目錄分版次與文章兩級，閱讀順序與語言均已標明。",
    summary_pages="印刷版各版的起點均有標記。",
    summary_alt="圖片均有替代文字。",
    summary_no_alt="部分圖片沒有替代文字。",
)


def words_for(language: str) -> Words:
    """The words for ``language``, a BCP 47 tag such as ``zh-Hant-TW``."""
    return TRADITIONAL if "-Hant" in language else SIMPLIFIED


def chinese_date(iso: str) -> str:
    """``"2021-02-03"`` as a reader says it: ``"2021年2月3日"``."""
    day = date.fromisoformat(iso)
    return f"{day.year}年{day.month}月{day.day}日"
