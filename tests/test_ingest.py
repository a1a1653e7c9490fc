"""The sample page comes out whole, and what is no page is refused with a finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from zbpub.base.findings import Severity
from zbpub.ingest.page import ingest_page
from zbpub.ingest.result import Caption, Ingested, as_json
from zbpub.manuscript.model import Paragraph, Run
from zbpub.manuscript.write import write_article

ISSUE = Path(__file__).parent.parent / "manuscript" / "2021-02-03"
PAGE = ISSUE / "source" / "page.md"
REPORTERS = "大众日报淄博融媒体中心记者 张亚军 李振兴"
KICKER = "江敦涛在省十三届人大五次会议淄博代表团审议政府工作报告时强调"

PARAGRAPHS = (
    (
        ("2月2日上午，", "指明了方向。"),
        ("这一年，", "会客厅专访。"),
        ("江敦涛介绍，", "贡献淄博力量。"),
        ("具体来说，", "“新生态”。"),
        ("在加力构建现代产业", "产业链现代化。"),
        ("在加力打造创新驱动", "800家左右。"),
        ("在加力建立区域发展", "外资5亿美元。"),
        ("在加力营造高质量发展", "助力淄博发展。"),
    ),
    (
        ("2月2日下午，", "更多淄博力量。"),
        ("江敦涛说，", "强大信心。"),
        ("江敦涛强调，", "更大贡献。"),
        ("江敦涛指出，", "增量崛起。"),
        ("要加力构筑区域发展", "“集散中心”。"),
        ("要加力打造文旅融合", "名副其实。"),
        ("要加力落实环保治理", "“翻身仗”。"),
        ("要加力塑造人民生活", "新期待。"),
    ),
    (
        ("今天上午，", "改革试验区。"),
        ("报告中提到，“十三五”期间", "1673亿元。"),
        ("未来5年，", "区域发展。"),
        ("报告中提到，2021年", "1万公里。"),
    ),
)
"""How each paragraph of the sample begins and ends, as read on the page."""

SEAMS = (
    "贯彻党的十九届五中全会",
    "三年技改行动，",
    "突破一批共性",
    "新基建三年行动",
    "“四个意识”、",
    "弯道超越与换道跨越",
    "强化区域发展共同体",
    "加快推进产业结构",
    "连续7年稳定在",
    "打造乡村振兴齐鲁样板。坚决",
    "创新完善农村集体",
    "生猪产能恢复到",
)
"""The twelve words across which the columns of the sample break."""


def read_sample() -> Ingested:
    """The sample page, ingested."""
    with PAGE.open(encoding="utf-8", newline="") as file:
        return ingest_page(file.read(), path="page.md", page="03")


@pytest.fixture(scope="module")
def sample() -> Ingested:
    """The sample page, read once."""
    return read_sample()


def test_titles_of_the_sample(sample: Ingested) -> None:
    """The sample's articles have the titles that the paper printed."""
    titles = [
        (one.kicker, one.headline, one.deck, one.label) for one in sample.articles
    ]

    assert titles == [
        (
            "淄博市委书记江敦涛接受《大众日报》专访",
            "深化产业赋能 加力构建现代产业新体系",
            "",
            "",
        ),
        (KICKER, "加速取得“五大突破” 助力淄博跑出高质量发展加速度", "", ""),
        ("", "大力支持淄博创建国家农村改革试验区", "", "报告解读"),
    ]


def test_signs_of_the_sample(sample: Ingested) -> None:
    """Datelines, bylines and the call-out of the sample are told from its text."""
    signs = [(one.dateline, one.byline) for one in sample.articles]

    assert signs == [
        ("", "大众日报客户端记者 马景阳 孙银峰 李扬"),
        ("济南2月2日讯", REPORTERS),
        ("济南2月2日讯", REPORTERS),
    ]
    callouts = [
        [(box.kind, box.text, box.url) for box in one.callouts]
        for one in (sample.articles)
    ]
    assert callouts == [[("qr", "扫描“鲁中晨报”APP二维码查看专访视频", "")], [], []]


def test_paragraphs_of_the_sample(sample: Ingested) -> None:
    """Every true paragraph of the sample is kept and begins and ends as printed."""
    told = as_json(sample)["articles"]

    assert [len(one["paragraphs"]) for one in told] == [8, 8, 4]
    for article, ends in zip(told, PARAGRAPHS, strict=True):
        for text, (first, last) in zip(article["paragraphs"], ends, strict=True):
            assert text.startswith(first)
            assert text.endswith(last)


def test_false_breaks_of_the_sample_are_joined(sample: Ingested) -> None:
    """All twelve breaks at column ends are taken back, and no other one is."""
    text = "\n".join(
        "\n".join(article["paragraphs"]) for article in as_json(sample)["articles"]
    )

    assert sample.joined == 12
    assert [words for words in SEAMS if words not in text] == []


def test_a_broken_source_has_no_seams() -> None:
    """The check of the seams can fail: the source itself holds none of them."""
    text = PAGE.read_text("utf-8")

    assert [words for words in SEAMS if words in text] == []


def test_ledger_of_the_sample(sample: Ingested) -> None:
    """Nothing of the sample is lost, nothing invented, and only marks are left out."""
    summary = sample.ledger.to_json()

    assert (summary["lost"], summary["invented"]) == (0, 0)
    assert summary["left_out"] == {"joint mark": 1, "markup": 8}
    assert summary["kept"] + 9 == summary["characters"]


def test_doubts_of_the_sample(sample: Ingested) -> None:
    """The doubtful decisions of the sample are listed, and nothing worse."""
    found = [(one.code, one.line) for one in sample.findings]

    assert found == [("I009", 41), ("I010", 71)]
    assert all(one.severity is Severity.INFO for one in sample.findings)
    assert all(one.hint and one.path == "page.md" for one in sample.findings)


def test_manuscripts_are_what_ingest_writes(sample: Ingested) -> None:
    """The committed manuscripts are the sample's articles, byte for byte."""
    for article in sample.articles:
        committed = (ISSUE / f"{article.name}.md").read_bytes()
        assert write_article(article).encode() == committed


def test_the_same_source_gives_the_same_result(sample: Ingested) -> None:
    """A second call gives the same value."""
    assert read_sample() == sample


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "I001"),
        (" \n\n\u3000\n", "I001"),
        ("PK\x03\x04\0\0修渠", "I002"),
        ("修\ufffd渠\ufffd", "I002"),
        ("\ud800修", "I002"),
        ("%PDF-1.7 no page", "I003"),
        ("{}", "I003"),
    ],
    ids=["nothing", "blank", "zip", "undecodable", "surrogate", "pdf", "json"],
)
def test_what_is_no_page_is_refused(text: str, code: str) -> None:
    """An unusable source gives one error and no article; its characters are told."""
    result = ingest_page(text, path="x.md", page="03")

    assert [one.code for one in result.findings] == [code]
    assert result.findings[0].severity is Severity.ERROR
    assert result.articles == ()
    assert (result.ledger.lost, result.ledger.invented) == (0, 0)


HEAD = "# 修渠护坡 保住良田\n\n本报讯 "


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("I004", "水来了，庄稼活了，大家都笑了。\n\n新渠明年通水。"),
        ("I006", HEAD + "他说：\n\n水来了。"),
        ("I007", HEAD + "水来了。\n\n03 要闻\n\n庄稼活了。"),
        ("I008", HEAD + "水来了。\n\n老木匠收徒弟\n\n他很忙。"),
        ("I009", "# 全县水利工作会议召开 修渠护坡保住良田\n\n本报讯 水来了。"),
        ("I010", "### 民生观察\n\n" + HEAD + "水来了。"),
        ("I011", HEAD + "水来了。\n\n# 庄稼活了大家都笑\n\n水很清。\n\n记者 张望"),
        ("I012", HEAD + "3月5曰水来了。"),
        ("I012", HEAD + "他说：“水来了“，走了。"),
        ("I012", HEAD + "水来了（见图。"),
        ("I013", HEAD + "水来了,庄稼活了。"),
        ("I014", HEAD + "水来了。\n\n记者 张望\n\n通讯员 王小山"),
        ("I015", "# 修渠护坡 保住良田\n\n水来了。（张望）"),
        ("I016", "南岭乡二十里新渠昨日通水\n\n" + HEAD + "水来了。"),
        ("I017", "# 修渠护坡保住良田\n\n# 南岭乡新渠昨日正式通水\n\n本报讯 水来了。"),
        ("I018", HEAD + "水来了，庄稼地和果\n\n渠水清清\n\n园都浇上了。"),
        ("I019", HEAD + "水来了。\n\n![](a.jpg)\n\n新渠边的村民\n\n庄稼活了。"),
        ("I020", "扫描二维码看视频\n\n" + HEAD + "水来了。"),
        ("I021", HEAD + "水来 了。"),
    ],
)
def test_each_doubt_is_found(code: str, text: str) -> None:
    """Each doubtful decision is a finding with its line and a hint."""
    found = ingest_page(text, path="x.md", page="03").findings

    told = [one for one in found if one.code == code]
    assert told
    assert all(one.line > 0 and one.hint for one in told)


def test_a_clear_page_has_no_doubts() -> None:
    """A page without anything doubtful has no findings."""
    assert ingest_page(HEAD + "水来了。", path="x.md", page="03").findings == ()


def test_a_word_in_bold_stays_bold() -> None:
    """A strong word inside a paragraph is a strong run; its marks are accounted for."""
    result = ingest_page(HEAD + "水**来了**。", path="x.md", page="03")

    runs = (Run("水"), Run("来了", strong=True), Run("。"))
    assert result.articles[0].body == (Paragraph(runs),)
    assert result.ledger.to_json()["left_out"]["markup"] == 5


def test_a_caption_belongs_to_its_article() -> None:
    """A caption names the article it stands in; one before all articles names none."""
    text = "图为渠边的村民。\n\n" + HEAD + "水来了。\n\n图为渠边的孩子。"

    captions = ingest_page(text, path="x.md", page="03").captions

    assert captions == (
        Caption("图为渠边的村民。"),
        Caption("图为渠边的孩子。", "03-01"),
    )


def test_a_page_number_makes_a_safe_name() -> None:
    """A manuscript's name holds nothing but letters, digits and hyphens."""
    result = ingest_page(HEAD + "水来了。", path="x.md", page="../3 版")

    assert [one.name for one in result.articles] == ["3-01"]


def test_a_traditional_page_is_read() -> None:
    """A page in Traditional characters has its datelines, bylines and joints too."""
    text = (
        "# 修渠護坡 保住千畝良田\n\n本報臺北3月5日電（記者 王小山）新渠連起了三\n\n"
        "個村。\n\n# 老木匠收徒弟的故事\n\n記者 李春來\n\n老木匠收了三個徒弟。"
    )

    found = ingest_page(text, path="x.md", page="03").articles

    assert [(one.headline, one.dateline, one.byline) for one in found] == [
        ("修渠護坡 保住千畝良田", "本報臺北3月5日電", "記者 王小山"),
        ("老木匠收徒弟的故事", "", "記者 李春來"),
    ]
    assert found[0].body == (Paragraph((Run("新渠連起了三個村。"),)),)


def test_a_page_without_a_headline_is_one_article() -> None:
    """The rest of an article of another page is kept, and its headline is missed."""
    result = ingest_page("（上接1版）水来了。\n\n庄稼活了。", path="x.md", page="05")

    assert [one.headline for one in result.articles] == [""]
    assert result.jumps == ("上接1版",)
    assert "I004" in [one.code for one in result.findings]
