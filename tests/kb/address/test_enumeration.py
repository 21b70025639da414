"""A written list of addresses as the single ones, each with what it inherits."""

from __future__ import annotations

import pytest

from kb.address.enumeration import Single, singles


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("第五条", [("t5",)]),
        ("第十二条第三款第（二）项第1目", [("t12", "k3", "x2", "m1")]),
        ("第五条第一款、第三款和第八条", [("t5", "k1"), ("t5", "k3"), ("t8",)]),
        ("第五条第一款第（一）、（二）项", [("t5", "k1", "x1"), ("t5", "k1", "x2")]),
        ("第五条第（一）项以及第六条第二款", [("t5", "x1"), ("t6", "k2")]),
        ("第一百二十条之一", [("t120-1",)]),
        ("第二章第五条", [("c2", "t5")]),
        ("第一编第二分编第三章第四节", [("n1", "d2", "c3", "j4")]),
        ("第二章第五条、第三章", [("c2", "t5"), ("c3",)]),
        ("第二款", [("k2",)]),
        ("（三）项", [("x3",)]),
        ("第12条", [("t12",)]),
        ("第五条、", [("t5",)]),
        ("", []),
    ],
)
def test_lists(written: str, expected: list[tuple[str, ...]]) -> None:
    assert [one.tokens for one in singles(written)] == expected
    assert not any(one.ends_range for one in singles(written))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("第二条至第四条", [Single(("t2",)), Single(("t4",), True)]),
        ("第二条到第四条、第六条", [Single(("t2",)), Single(("t4",), True), Single(("t6",))]),
        ("第五条第一款—第三款", [Single(("t5", "k1")), Single(("t5", "k3"), True)]),
    ],
)
def test_ranges(written: str, expected: list[Single]) -> None:
    assert list(singles(written)) == expected


@pytest.mark.parametrize(
    "written",
    [
        "三、（二）2.",
        "第五条左右",
        "附件2",
        "条",
        "第1十条",
        "第十十条",
    ],
)
def test_what_cannot_be_read_gives_nothing(written: str) -> None:
    assert singles(written) == ()
