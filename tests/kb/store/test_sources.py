"""Which files a build reads, which of them are samples, and which folder holds its settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.problems import UsageError
from kb.store.sources import SourceFile, file_of, is_below, policies_folder, source_files

FILES = (
    "乙.txt", "甲.md", "说明.xyz", "sub/丙.docx", "sample/丁.txt", "sample/deep/戊.txt",
    # settings, descriptions and leavings: not read
    "lexicon.txt", "thesaurus.yaml", "meta.yaml", "sub/Meta.YAML", "check-ignore.yaml", "indicators.yaml",
    "Thumbs.db", "desktop.ini", "README.md", "license", "rules/规则.yaml", "__pycache__/x.txt",
    ".hidden.txt", ".git/config.txt", "~$甲.docx",
)  # fmt: skip
READ = ["sample/deep/戊.txt", "sample/丁.txt", "sub/丙.docx", "乙.txt", "甲.md", "说明.xyz"]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    for name in FILES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return folder


def shown(found: tuple[SourceFile, ...], folder: Path) -> list[str]:
    return [one.path.relative_to(folder).as_posix() for one in found]


def test_documents_are_found_and_settings_left(docs: Path) -> None:
    found = source_files([docs])
    assert shown(found, docs) == READ
    assert [one.path.name for one in found if one.sample] == ["戊.txt", "丁.txt"]
    assert not any(one.named for one in found)


@pytest.mark.parametrize("name", ["README.md", "lexicon.txt", ".hidden.txt"])
def test_a_file_named_outright_is_always_read(docs: Path, name: str) -> None:
    (only,) = source_files([docs / name])
    assert only.path.name == name
    assert only.named
    found = {one.path.name: one.named for one in source_files([docs, docs / name, docs / "乙.txt", docs])}
    assert found[name]
    assert found["乙.txt"]
    assert not found["甲.md"]
    assert len(found) == len(READ) + 1


@pytest.mark.parametrize(
    ("given", "sample"),
    [
        ("sample", True),  # the given folder itself
        ("sample/deep", True),  # the one it stands in
        ("sample/deep/戊.txt", False),  # two folders above the file
        ("sample/丁.txt", True),
        ("乙.txt", False),
    ],
)
def test_what_counts_as_a_sample(docs: Path, given: str, sample: bool) -> None:
    assert {one.sample for one in source_files([docs / given])} == {sample}


def test_a_folder_further_up_named_sample_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sample" / "a" / "docs" / "甲.txt"
    path.parent.mkdir(parents=True)
    path.write_text("x")
    assert [one.sample for one in source_files([path.parent])] == [False]


def test_a_loop_of_links_ends(docs: Path) -> None:
    (docs / "sub" / "again").symlink_to(docs)
    assert shown(source_files([docs]), docs) == READ


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="找不到“.*没有.txt”"):
        source_files([tmp_path / "没有.txt"])
    assert source_files([]) == ()


@pytest.mark.parametrize(
    ("file", "name", "shown", "supported", "bundle"),
    [
        (SourceFile(Path("/d/甲.TXT"), False), "甲.TXT", "/d/甲.TXT", True, False),
        (SourceFile(Path("/d/包.ZIP"), False), "包.ZIP", "/d/包.ZIP", False, True),
        (SourceFile(Path("/d/包.zip"), False, "一/乙.md"), "乙.md", "/d/包.zip!一/乙.md", True, False),
        (SourceFile(Path("/d/包.zip"), False, "内.zip"), "内.zip", "/d/包.zip!内.zip", False, False),
        (SourceFile(Path("/d/图.jpg"), False), "图.jpg", "/d/图.jpg", False, False),
    ],
)
def test_how_a_file_is_called(file: SourceFile, name: str, shown: str, supported: bool, bundle: bool) -> None:
    assert (file.name, file.shown, file.origin) == (name, shown, shown)
    assert (file.supported, file.bundle) == (supported, bundle)


@pytest.mark.parametrize(
    ("origin", "file"),
    [
        ("/d/甲.txt", "/d/甲.txt"),
        ("/d/包.zip!甲.txt", "/d/包.zip"),
        ("/d/包.ZIP!内/甲!乙.txt", "/d/包.ZIP"),
        ("/d/甲!乙.txt", "/d/甲!乙.txt"),
        ("/d/包.zip", "/d/包.zip"),
    ],
)
def test_the_file_that_holds_an_origin(origin: str, file: str) -> None:
    assert file_of(origin) == Path(file)


@pytest.mark.parametrize(
    ("origin", "below", "inside"),
    [
        ("/d/一/甲.txt", "/d", True),
        ("/d/一/甲.txt", "/d/一/甲.txt", True),
        ("/d/一/包.zip!甲.txt", "/d/一/包.zip", True),
        ("/d/一二/甲.txt", "/d/一", False),
        ("/d/甲.txt", "/e", False),
    ],
)
def test_what_lies_below_a_path(origin: str, below: str, inside: bool) -> None:
    assert is_below(origin, [Path("/x"), Path(below)]) is inside
    assert not is_below(origin, [])


def test_the_folder_of_settings_is_a_given_one_or_up_to_two_above(docs: Path) -> None:
    deep = docs / "sample" / "deep"
    assert policies_folder([deep]) == docs
    assert policies_folder([docs / "sub" / "丙.docx"]) == docs
    (deep / "lexicon.txt").write_text("词\n", encoding="utf-8")
    assert policies_folder([deep]) == deep  # the nearest
    assert policies_folder([docs / "sub", deep]) == docs  # of the first path that has one
    far = deep / "a" / "b" / "c"
    far.mkdir(parents=True)
    assert policies_folder([far]) is None
    assert policies_folder([far, docs]) == docs
    assert policies_folder([]) is None


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("rules/规则.yaml", True),
        ("site.yaml", True),
        ("territory.yaml", True),
        ("lexicon.txt", True),
        ("thesaurus.yaml", True),
        ("check-ignore.yaml", True),
        ("indicators.yaml", True),
        ("rules", False),  # a file of that name
        ("site.yaml/甲.txt", False),  # a folder of that name
        ("meta.yaml", False),  # it describes the documents, and any folder may have one
        ("甲.txt", False),
    ],
)
def test_what_makes_a_folder_one_of_settings(tmp_path: Path, name: str, told: bool) -> None:
    folder = tmp_path / "a" / "b" / "policies"
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text("x", encoding="utf-8")
    assert (policies_folder([folder]) == folder) is told
