"""How surely a provision answers: 0…1, never without the topic, and more for more of it."""

from __future__ import annotations

from dataclasses import replace

from one_document import DAY, base_of

from assistant.question.parts import parts_of
from assistant.ranking.choose import gather, scores_of
from assistant.ranking.features import FEATURES
from assistant.ranking.relevance import Provision, provisions, thresholds

TEXT = """临江市青年安居示范办法

第一条 租房补贴的标准为每人每月600元。按季发放。

第二条 申请租房补贴应当提交下列材料：
（一）居民身份证；
（二）房屋租赁合同。

第三条 渔船停泊应当服从指挥。
"""


def found(question: str) -> dict[str, Provision]:
    part, *_ = parts_of(question)
    retrieval, lens, sentences, _ = gather(base_of(TEXT), part, DAY)
    listed = provisions(part, lens, sentences, scores_of(retrieval))
    return {one.clause.id.path: one for one in listed}


def with_feature(one: Provision, **values: float) -> Provision:
    features = dict(zip(FEATURES, one.features, strict=True)) | values
    return replace(one, features=tuple(features[name] for name in FEATURES))


def test_sentences_of_one_rule_are_one_candidate() -> None:
    held = found("租房补贴有什么规定")
    assert {"t1.k1", "t2.k1"} <= set(held)
    assert not [path for path in held if ".x" in path]  # the items are their 款
    assert len(held["t2.k1"].sentences) == 3
    assert all(one.best in one.sentences for one in held.values())


def test_the_best_sentence_speaks_most_of_the_topic() -> None:
    assert "每人每月600元" in found("租房补贴每月多少钱")["t1.k1"].best.text


def test_what_answers_is_surer_than_what_does_not() -> None:
    held = found("租房补贴的材料怎么提交")
    assert all(0.0 <= one.probability <= 1.0 for one in held.values())
    assert held["t2.k1"].probability >= thresholds()["prose"] > held["t1.k1"].probability


def test_without_the_topic_it_is_never_an_answer() -> None:
    one = found("申请租房补贴要提交哪些材料")["t2.k1"]
    assert one.spoken
    for values in ({"cover": 0.0}, {"named": 0.0}):
        gone = with_feature(one, **values)
        assert not gone.spoken
        assert gone.probability == 0.0


def test_a_figure_must_be_of_the_very_thing() -> None:
    one = found("租房补贴每月多少钱")["t1.k1"]
    assert one.model == "figure"
    assert one.fit is not None
    assert one.spoken
    assert not replace(one, fit=replace(one.fit, subject=0.0)).spoken
    off = replace(one, fit=replace(one.fit, heavy=0.0))
    assert not with_feature(off, unheard=0.0).spoken
    assert with_feature(off, unheard=1.0).spoken  # a word that no document knows


def test_a_definition_is_told_by_its_feature() -> None:
    one = found("申请租房补贴要提交哪些材料")["t2.k1"]
    assert with_feature(one, defines=1.0).defines
    assert not with_feature(one, defines=0.0).defines


def test_the_model_has_a_weight_for_every_feature() -> None:
    one = found("申请租房补贴要提交哪些材料")["t2.k1"]
    for model in ("prose", "figure"):
        assert 0 < replace(one, model=model).probability < 1
    assert set(thresholds()) >= {"prose", "figure"}
    assert all(0 < least < 1 for least in thresholds().values())
