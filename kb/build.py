"""Files → a searchable base: store, passages, index, and the pointer to it moved at the very end.

Everything a build writes is one transaction and one new folder. Until the transaction ends, readers see the
base as it was; if the build fails anywhere, they go on seeing it. The new index begins with all that the one
before holds of documents that are the same (`kb.index.inventory`): only the others are cut and encoded.

What becomes of a file, decided here so that the base mirrors its folders:

- the same bytes at the same path, read by the same parser: nothing is read again;
- other bytes at the same path: a new version; the old one stays, for questions as of an earlier day;
- the same document at two paths: held once, and said; another text under an id in use gets `-2`;
- a file that has gone from a given folder: its document stays, and that is said (`wence remove` takes it out);
- a file that can no longer be read: the base keeps what it held, and says so.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.problems import UsageError, WenceError
from kb.build_report import BuildReport, FileVerdict
from kb.index.encoder import Embedder, StaticEmbedder
from kb.index.engine import PassageTokens, cut
from kb.index.generation import EMBEDDER, GENERATION, REVISION, Generation
from kb.index.inventory import Inventory
from kb.index.manifest import damage
from kb.index.passages import passages
from kb.language import tokens
from kb.language.thesaurus import Thesaurus
from kb.passage import Passage
from kb.site_file import site_of
from kb.store.intake import take_in
from kb.store.lock import writer_lock
from kb.store.records import Store
from kb.store.sources import LEXICON, POLICIES, THESAURUS, policies_folder, source_files
from kb.store.succession import successions

INDEX_VERSION = "3"  # changes whenever the same documents would be indexed differently
_FINGERPRINT, _PASSAGES, _PREVIOUS = "fingerprint", "passages", "previous_generation"
_BATCH = 2000
Progress = Callable[[str, int, int], None]


def build(
    paths: Sequence[Path],
    data_dir: Path,
    progress: Progress | None = None,
    embedder: Embedder | None = None,
    policies: Path | None = None,
) -> BuildReport:
    """Bring the base in `data_dir` in line with the files at and below `paths`.

    `policies` is the folder of its settings (rules, site, lexicon …; None: the one beside `paths`). `progress` is called
    with a Chinese stage name, steps done and steps in all. Raises WenceError, with the base as it was, for a missing
    path, a mistake in a setting, a second writer, a data folder of another version, or an index that does not pass its
    own check. A file that cannot be read only gets its verdict."""
    tell = progress or _silent
    files = source_files(paths)
    samples = os.environ.get("WENCE_SAMPLES", "1") != "0"

    def work(store: Store) -> tuple[FileVerdict, ...]:
        return take_in(store, files, paths, samples, tell)

    looked = paths if files else ()  # a folder without documents takes no base over
    return change(data_dir, work, looked, tell, embedder, create=True, policies=policies)


def change(
    data_dir: Path,
    work: Callable[[Store], tuple[FileVerdict, ...]],
    paths: Sequence[Path] = (),
    progress: Progress | None = None,
    embedder: Embedder | None = None,
    create: bool = False,
    policies: Path | None = None,
) -> BuildReport:
    """Do `work` on the store and bring everything that rests on it in line: all of it or, when anything
    fails (WenceError), nothing. `policies` is the folder of settings; None: the one beside `paths`, else the one noted."""
    tell = progress or _silent
    if not create:
        Store(data_dir).close()  # a folder without a base must not be made into one
    with writer_lock(data_dir), closing(Store(data_dir, create=create)) as store:
        folder = _policies(store, paths, policies)
        site = _Workplace(
            data_dir, store, _settings(folder, data_dir, store), embedder or StaticEmbedder.load()
        )
        before = store.setting(GENERATION)
        try:
            with store.transaction():
                verdicts = work(store)
                successors = {one.old: (one.new, one.since) for one in successions(store.entries())}
                store.set_successors(successors)
                store.keep_verdicts(verdicts)
                store.set_setting(REVISION, _revision(store))
                store.set_setting(POLICIES, str(folder or ""))
                notes = _renew(site, tell)
        except (sqlite3.Error, OSError) as error:
            raise WenceError(f"写入数据文件夹“{data_dir}”失败（{error}），已有知识库未改动。") from error
        finally:
            # A reader may be opening the one before at this moment.
            _drop_all_but(site.generations, {store.setting(GENERATION), store.setting(_PREVIOUS)})
        return _report(store, verdicts, store.setting(GENERATION) != before, notes)


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


def _revision(store: Store) -> str:
    """Changes with anything that readers keep in memory of the documents."""
    return hashlib.sha256(repr(store.entries()).encode("utf-8")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class _Workplace:
    """Where one build works and with what. `settings` are the lexicon and the thesaurus it uses."""

    data_dir: Path
    store: Store
    settings: Mapping[str, Path]
    embedder: Embedder

    @property
    def generations(self) -> Path:
        return self.data_dir / "generations"


def _policies(store: Store, paths: Sequence[Path], given: Path | None) -> Path | None:
    """The folder of settings: the given one, the one beside the documents, the one of the build before; where none
    has any setting, that of the documents. None for a base without documents."""
    if given and not given.is_dir():
        raise UsageError(f"找不到政策文件夹“{given}”，请检查路径，或用 wence init 建一个。")
    noted = [Path(one) for one in (store.setting(POLICIES),) if one]
    if noted and not paths:
        return noted[0]
    own = [path if path.is_dir() else path.parent for path in paths[:1]]
    found = given or policies_folder(paths) or next(iter((*noted, *own)), None)
    return found.resolve() if found else None


def _settings(folder: Path | None, data_dir: Path, store: Store) -> dict[str, Path]:
    """The lexicon and thesaurus of the city; those the base keeps where the folder is no longer there."""
    place = folder if folder and folder.is_dir() else data_dir / "generations" / store.setting(GENERATION)
    chosen = {name: place / name for name in (LEXICON, THESAURUS) if (place / name).is_file()}
    Thesaurus.of_city(chosen.get(THESAURUS))  # a mistake must stop the build before anything is written
    site_of(place, ())
    return chosen


def _renew(site: _Workplace, tell: Progress) -> tuple[str, ...]:
    """Make a new generation if anything it rests on has changed, or the one in use is not sound."""
    store, fingerprint = site.store, _fingerprint(site)
    current = store.setting(GENERATION)
    previous = site.generations / current if current else None
    problem = ""
    if previous:
        same = fingerprint == store.setting(_FINGERPRINT)
        problem = _fault(previous) if same else damage(previous)
        if same and not problem:
            return ()
    name = ""
    if store.entries():
        name = _next_name(site.generations)
        store.set_setting(_PASSAGES, str(_make(site, previous, site.generations / name, tell)))
    store.set_setting(_PREVIOUS, current)
    store.set_setting(GENERATION, name)
    store.set_setting(EMBEDDER, site.embedder.name)
    store.set_setting(_FINGERPRINT, fingerprint)
    return (f"原检索索引有损坏（{problem}），已重建",) if problem else ()


def _fingerprint(site: _Workplace) -> str:
    """Names everything a generation is made of and a reader sees with it."""
    roll = _roll(site)
    digest = hashlib.sha256(repr((roll.basis, list(roll.documents.items()))).encode("utf-8"))
    for name, path in sorted(site.settings.items()):
        digest.update(name.encode("ascii") + path.read_bytes())
    return digest.hexdigest()


def _roll(site: _Workplace) -> Inventory:
    """What the generation to be made holds. The thesaurus only widens queries: no passage rests on it."""
    lexicon = tokens.LEXICON.read_bytes()
    lexicon += site.settings[LEXICON].read_bytes() if LEXICON in site.settings else b""
    basis = (INDEX_VERSION.encode("ascii"), site.embedder.name.encode("utf-8"), lexicon)
    return Inventory.of(site.store.entries(), basis)


def _fault(folder: Path) -> str:
    try:
        with closing(Generation.open(folder)) as generation:
            return generation.verify().problem
    except WenceError:
        return "索引文件读不出来"


def _next_name(generations: Path) -> str:
    taken = [int(path.name) for path in generations.glob("*") if path.name.isdecimal()]
    return f"{max(taken, default=0) + 1:06d}"


def _make(site: _Workplace, previous: Path | None, folder: Path, tell: Progress) -> int:
    """Index the whole store into `folder` and check it; how many passages it holds."""
    roll, problem = _roll(site), ""
    for begun in (previous, None) if previous else (None,):  # what was kept and proves unsound is made anew
        shutil.rmtree(folder, ignore_errors=True)
        generation, new = _begin(begun, folder, roll)
        _configure(site, folder)
        with closing(generation):
            for batch, cuts in _batches(site.store, new, tell):
                generation.add(batch, cuts, _encoded(site.embedder, batch, cuts))
            roll.save(folder)
            generation.save(tuple(roll.documents), lambda done, total: tell("写入索引", done, total))
            size = generation.size
        problem = _fault(folder)
        if not problem:
            tell("写入索引", 1, 1)
            return size
    raise WenceError(f"新的检索索引没有通过自检（{problem}），已有知识库未改动，请重新运行 wence build。")


def _begin(previous: Path | None, folder: Path, roll: Inventory) -> tuple[Generation, tuple[str, ...]]:
    """A generation with what can be kept of the one before, and the documents it lacks."""
    held = Inventory.load(previous) if previous else None
    if previous and held and held.basis == roll.basis:
        try:
            grown = Generation.grow(previous, folder)
        except (WenceError, OSError, sqlite3.Error):
            pass  # whatever is wrong with the one before, all of it can be made from the documents
        else:
            stale = held.stale(roll)
            grown.forget(stale)
            return grown, tuple(one for one in roll.documents if one not in held.documents or one in stale)
    return Generation.create(folder), tuple(roll.documents)


def _configure(site: _Workplace, folder: Path) -> None:
    """The settings go with the generation, and texts are cut by its lexicon."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, path in site.settings.items():
        shutil.copyfile(path, folder / name)
    lexicon = folder / LEXICON
    tokens.configure(lexicon if lexicon.exists() else None, site.data_dir / "cache")


def _batches(
    store: Store, documents: Sequence[str], tell: Progress
) -> Iterator[tuple[list[Passage], list[PassageTokens]]]:
    """The passages of these documents with their tokens, some thousands at a time."""
    batch: list[Passage] = []
    cuts: list[PassageTokens] = []
    for done, document in enumerate(map(store.document, documents), 1):
        found = passages(document)
        batch += found
        cuts += map(cut, found)
        tell("建立索引", done, len(documents))
        if len(batch) >= _BATCH:
            yield batch, cuts
            batch, cuts = [], []
    if batch:
        yield batch, cuts


def _encoded(
    embedder: Embedder, batch: Sequence[Passage], cuts: Sequence[PassageTokens]
) -> NDArray[np.float32]:
    if isinstance(embedder, StaticEmbedder):
        return embedder.encode_tokens([one.words for one in cuts])  # they are cut already
    return embedder.encode([f"{p.breadcrumb}\n{p.text}" for p in batch])


def _drop_all_but(generations: Path, kept: Collection[str]) -> None:
    for path in generations.glob("*"):
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)


def _report(
    store: Store, verdicts: tuple[FileVerdict, ...], renewed: bool, notes: tuple[str, ...]
) -> BuildReport:
    passages_held = int(store.setting(_PASSAGES) or 0) if store.setting(GENERATION) else 0
    return BuildReport(
        verdicts=verdicts,
        documents=sum(entry.state == "held" for entry in store.entries()),
        clauses=store.clause_count(),
        passages=passages_held,
        generation=store.setting(GENERATION),
        renewed=renewed,
        notes=notes,
    )
