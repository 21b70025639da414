# 上林问策. `make serve` is all that a new user needs; the rest is for those who work on it.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help serve test check eval bench lock clean machine

VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 7860

# The first Python that is new enough and really runs (a shim may exist and still fail).
ifndef PYTHON
PYTHON := $(shell for p in python3.11 python3.12 python3; do \
  "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$p" && break; done)
endif

help:
	@echo "make serve   安装、建知识库、在 http://$(HOST):$(PORT) 打开网页（可加 PORT=8000）"
	@echo "make test    运行全部测试"
	@echo "make check   代码检查：ruff、格式、mypy"
	@echo "make eval    在问题集上评测"
	@echo "make bench   解析、检索、引用、放错、问答轮数的大规模评测（有的需要 ../shared/corpora）"
	@echo "make lock    重新锁定依赖版本"
	@echo "make clean   删除 .venv、知识库和缓存"

serve: $(VENV)/installed
	@$(BIN)/wence build || echo "有文件没有入库（见上），其余照常提供服务。"
	@$(BIN)/wence serve --host $(HOST) --port $(PORT)

test: $(VENV)/developing machine
	$(BIN)/python -m pytest -n auto

check: $(VENV)/developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

eval: $(VENV)/installed
	$(BIN)/python -m eval
	$(BIN)/python -m eval --policies policies --questions eval/questions-sample --out eval/out/sample
	$(BIN)/python -m eval.people dev
	$(BIN)/python -m eval.people test
	$(BIN)/python -m eval.telling test

bench: $(VENV)/installed
	$(BIN)/python -m eval.bench
	$(BIN)/python -m eval.bench.referencing test
	$(BIN)/python -m eval.bench.referencing laws
	$(BIN)/python -m eval.bench.faults
	$(BIN)/python -m eval.bench.impacting
	$(BIN)/python -m eval.bench.interviewing

# One resolution holds for 3.11 and 3.12; neither file records where packages were fetched from.
lock: $(VENV)/developing
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links pyproject.toml --extra dev --extra ocr --constraint requirements.lock \
	  --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) .wence build dist *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis eval/out
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/installed: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "没有找到 Python 3.11 或更新的版本，请先安装，或用 make PYTHON=/路径/python3.11 指明。"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) || { echo "建立虚拟环境失败，Debian/Ubuntu 请先安装 python3-venv。"; exit 1; }
	@echo "正在安装依赖（第一次需要几分钟）……"
	$(BIN)/pip install --quiet --no-compile --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/developing: $(VENV)/installed requirements-dev.lock
	$(BIN)/pip install --quiet --no-compile --requirement requirements-dev.lock
	@touch $@

# The page tests need a browser and a Chinese font, the tests of .doc, .odt … LibreOffice; without them they skip
# and say so.
machine:
	@if { command -v chromium || command -v google-chrome; } >/dev/null 2>&1 && command -v soffice >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  echo "正在安装 chromium、LibreOffice 和中文字体……"; \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	    chromium fonts-noto-cjk libreoffice-writer libreoffice-calc >/dev/null; } \
	    || echo "没有装全 chromium 和 LibreOffice，用到它们的测试会跳过。"; \
	else echo "没有 chromium 或 LibreOffice，用到它们的测试会跳过；要运行请先安装 chromium、libreoffice-writer、libreoffice-calc 和 fonts-noto-cjk。"; fi
