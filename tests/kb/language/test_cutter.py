"""The cutter: jieba's own cuts without a lexicon, the same with its costs kept in a file, a damaged file noticed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from kb.language import cutter
from kb.language.cutter import Cutter, LexiconTerm
from kb.language.tokens import fold


def test_without_a_lexicon_the_cuts_are_those_of_jieba(plan_file: Path) -> None:
    import jieba

    original = jieba.Tokenizer()
    own = Cutter((), None)
    with tempfile.TemporaryDirectory() as folder:
        original.tmp_dir = folder
        original.initialize()
    for line in plan_file.read_text(encoding="utf-8").splitlines():
        assert own.cut(fold(line)) == original.lcut(fold(line))


def test_the_cache_changes_nothing(tmp_path: Path) -> None:
    text = fold("实施青年人才无门槛落户，简化人才落户办理程序")
    cached = Cutter((LexiconTerm("无门槛落户"),), tmp_path)
    assert list(tmp_path.iterdir())
    assert cached.cut(text) == Cutter((LexiconTerm("无门槛落户"),), None).cut(text)


def test_a_damaged_cache_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "dictionary"
    costs = {"人": 0.0, "人才": 7.5, "人才码": 1e-6}
    cutter._write_cache(path, costs)
    assert cutter._read_cache(path) == costs
    whole = path.read_bytes()
    for damaged in (b"", b"\0" * 7, whole[:-1], whole[:20], whole[:30] + b"x" + whole[31:]):
        path.write_bytes(damaged)
        assert cutter._read_cache(path) is None
    assert cutter._read_cache(tmp_path / "absent") is None
