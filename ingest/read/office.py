"""The reader of what LibreOffice opens (.doc, .wps, .rtf, .odt, .xls, …): converted to .docx or .xlsx, then read as that."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ingest.problems import ReadError
from ingest.read.outcome import ReadOutcome, Tell
from ingest.read.signature import kind_of

PROGRAM = "WENCE_SOFFICE"
"""The environment variable that names LibreOffice where it is not on the path."""
SECONDS = 25.0
"""How long one conversion may take; a usual one takes two to five."""
_LARGEST = 128 * 1024 * 1024  # bytes of a converted file


@dataclass(frozen=True, slots=True)
class _Route:
    """How a kind of file goes: the suffix and the import filter it is given to LibreOffice with, what comes out.
    The filter is named so that damaged bytes are refused and not taken for text."""

    suffix: str
    opened_by: str
    becomes: str = "docx"


_ROUTES = {
    "doc": _Route(".doc", "MS Word 97"),
    "doc95": _Route(".doc", "MS Word 95"),
    "rtf": _Route(".rtf", "Rich Text Format"),
    "odt": _Route(".odt", "writer8"),
    "wordml": _Route(".xml", "MS Word 2003 XML"),
    "xls": _Route(".xls", "MS Excel 97", "xlsx"),
    "xls95": _Route(".xls", "MS Excel 95", "xlsx"),
    "ods": _Route(".ods", "calc8", "xlsx"),
    "sheetml": _Route(".xml", "MS Excel 2003 XML", "xlsx"),
}
_WRITTEN_BY = {"docx": "MS Word 2007 XML", "xlsx": "Calc MS Excel 2007 XML"}

# No macro runs, no link is followed, nothing is fetched: any request goes to a proxy that is not there.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Office.Calc/Formula/Load", "OOXMLRecalcMode", "1"),
    ("Office.Calc/Formula/Load", "ODFRecalcMode", "1"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_NOWHERE = "http://127.0.0.1:9"


def read_office(data: bytes, suffix: str, tell: Tell) -> ReadOutcome:
    """The lines of a file that LibreOffice opens; `suffix` is its own, for messages.

    ReadError when LibreOffice is not installed, when `data` is no such file or is damaged, when the
    conversion takes longer than SECONDS.
    """
    kind = kind_of(data)
    route = _ROUTES.get(kind.name) if kind else None
    if route is None:
        raise ReadError(
            f"文件已损坏，或不是 {suffix} 格式，请用原来的软件打开，另存为 .docx 或 .xlsx 后再放入。"
        )
    tell("转换格式", 0, 1)
    converted = convert(data, route)
    tell("转换格式", 1, 1)
    if route.becomes == "xlsx":
        from ingest.read.xlsx.sheets import read_sheet

        return read_sheet(converted, tell)
    from ingest.read.docx import read_docx

    return read_docx(converted, tell)


def convert(data: bytes, route: _Route) -> bytes:
    """`data` as LibreOffice writes it in the format that the route leads to. ReadError as `read_office`."""
    program = _program()
    if not program:
        raise ReadError(
            f"读取 {route.suffix} 文件要用 LibreOffice，这台机器上没有，"
            f"请安装它（apt install libreoffice），或把文件另存为 .{route.becomes} 后再放入。"
        )
    with tempfile.TemporaryDirectory(prefix="wence-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"source{route.suffix}"
        source.write_bytes(data)
        _write_profile(folder / "profile" / "user")
        _run(_command(program, route, folder), folder)
        return _result(folder / "out" / f"source.{route.becomes}")


def _program() -> str | None:
    named = os.environ.get(PROGRAM)
    return shutil.which(named) if named else shutil.which("soffice") or shutil.which("libreoffice")


def _command(program: str, route: _Route, folder: Path) -> list[str]:
    return [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
        "--nofirststartwizard", f"--infilter={route.opened_by}",
        "--convert-to", f"{route.becomes}:{_WRITTEN_BY[route.becomes]}",
        "--outdir", str(folder / "out"), str(folder / f"source{route.suffix}"),
    ]  # fmt: skip


def _write_profile(user: Path) -> None:
    """The profile of one run, which no other run shares: two on one profile end each other."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


def _run(command: list[str], folder: Path) -> None:
    """Run `command` in a process group of its own; when the time is up the whole group ends."""
    environment = {
        **{
            name: value
            for name, value in os.environ.items()
            if name in ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH")
        },
        **{"HOME": str(folder), "TMPDIR": str(folder)},
        **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), _NOWHERE),
    }
    try:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise ReadError(
            f"LibreOffice 启动不了（{error.strerror}），请检查它的安装，或把文件另存为 .docx 后再放入。"
        ) from error
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise ReadError(
            f"LibreOffice 转换这个文件超过 {SECONDS:g} 秒，已停止，请把它另存为 .docx 或 .xlsx 后再放入。"
        ) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what is left of the group: LibreOffice is a script that starts a program that starts another."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _result(path: Path) -> bytes:
    """The converted file. LibreOffice exits with 0 when it has failed too: only the file counts."""
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            raise ReadError(f"转换后的文件超过 {_LARGEST // 1024 // 1024} MB，请把它拆小后再放入。")
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(
            "LibreOffice 打不开这个文件，它可能已损坏或设有密码，请用原来的软件打开，另存为 .docx 或 .xlsx 后再放入。"
        ) from error
    if not data:
        raise ReadError("LibreOffice 转换出了空文件，请用原来的软件打开，另存为 .docx 或 .xlsx 后再放入。")
    return data
