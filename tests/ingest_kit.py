"""Pages and issues for the tests of ingest, and what lies in a folder."""

from __future__ import annotations

from pathlib import Path

from zbpub.ingest_recipe import Done, IngestOrder, ingest_pages

FIRST = """01 要闻

# 全县水利工作会议昨日召开 修渠护坡保住良田

本报讯 昨天上午，全县水利工作会议在县城召开，会议要求先修渠，后护坡，把水引到地里。

会议指出，去年全县修渠二十里，今年还要（下转3版）

# 南岭乡通水 果农笑了

本报讯 南岭乡的果农在园中采梨，今年的梨又大又甜，一斤能卖三元钱。

记者 张望
"""
THIRD = """03版

# 北河学校搬新家 孩子读书暖洋洋

本报讯 北河学校上周搬了新家，孩子们坐在明亮的教室里读书，都很高兴。

记者 周雨

（上接1版）

# 修渠护坡保住良田

修渠三十里，护坡十里。各乡都已经动工，到秋天就能完成。

本报记者 赵明
"""
LONE = """# 老木匠收徒弟 三年学成一门手艺

本报讯 老木匠王小山今年收了三个徒弟，每人都要先学磨刀，再学刨木头。

他说，手艺不能断，村里的孩子愿意学，他就愿意教。学会了手艺，走到哪里都有饭吃。

镇里给他腾出两间旧屋，又添了新的长凳和刨子。来学的人越来越多。

记者 李春来

# 县城新开一家书屋 夜里也亮着灯

本报讯 县城东街新开了一家书屋，夜里十点才关门，下班的人也能来看一会儿书。

记者 赵明
"""


def write_page(folder: Path, text: str, name: str = "page.md") -> Path:
    """A page in ``folder``, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def bring_in(issue: Path, *pages: Path, **options: bool | str) -> Done:
    """Ingest ``pages`` into ``issue``."""
    number = str(options.pop("number", ""))
    flags = {name: bool(value) for name, value in options.items()}
    order = IngestOrder(
        pages=pages,
        issue=issue,
        number=number,
        force=flags.get("force", False),
        merge=flags.get("merge", False),
    )
    return ingest_pages(order, write=True)


def fates(done: Done) -> dict[str, str]:
    """What became of each manuscript."""
    return {one.path.name: str(one.fate) for one in done.changes}


def snapshot(folder: Path) -> dict[str, bytes]:
    """Everything in ``folder``, hidden things and empty folders too."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b"/"
        for path in sorted(folder.rglob("*"))
    }


def change(path: Path, old: str, new: str) -> None:
    """Put ``new`` in the place of ``old``, which the file holds."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
