# make serve    预览网站：http://127.0.0.1:8000/ ，换端口写 make serve PORT=8001
# make build    生成网站到 site/
# make test     运行全部测试
# make bench    运行基准测试
# make lock     依赖变了以后，重新锁定版本

.PHONY: serve build test bench lock clean
SHELL := /bin/sh
BIN := .venv/bin
PORT := 8000
export NO_MKDOCS_2_WARNING := 1
export PYTHONUTF8 := 1

serve: .venv/.ready
	@$(BIN)/python -c 'import socket; socket.create_server(("127.0.0.1", $(PORT))).close()' 2>/dev/null \
	  || { echo "端口 $(PORT) 已经有程序在用。请先停掉那个预览，或换一个端口：make serve PORT=8001" >&2; exit 1; }
	@echo "正在准备，稍后请打开 http://127.0.0.1:$(PORT)/ ，按 Ctrl+C 停止。"
	@$(BIN)/mkdocs serve --dev-addr 127.0.0.1:$(PORT)

build: .venv/.ready
	@$(BIN)/shuangyong build

# What plays in real time waits more than it works, for moments that a busy machine may let pass: such a test is played once more, and named.
test: .venv/.ready-dev
	@sh scripts/bootstrap.sh tools
	@$(BIN)/ruff check scripts tests benchmarks
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadfile -m "not realtime"
	@$(BIN)/python -m pytest --numprocesses 3 --dist worksteal --reruns 1 -m realtime

bench: .venv/.ready-bench
	@sh scripts/bootstrap.sh tools
	@$(BIN)/python -m benchmarks

.venv/.ready: requirements.lock pyproject.toml scripts/bootstrap.sh
	@sh scripts/bootstrap.sh venv requirements.lock
	@touch $@

# The tests' packages are the site's and some more, at the same versions.
.venv/.ready-dev: requirements-dev.lock pyproject.toml scripts/bootstrap.sh
	@sh scripts/bootstrap.sh venv requirements-dev.lock
	@touch $@ .venv/.ready

.venv/.ready-bench: requirements-bench.lock .venv/.ready-dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@

# Universal, so that one lock serves Linux and Windows and every Python from 3.11; no address in it.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml
lock: .venv/.ready-dev
	@$(BIN)/$(LOCK) --group build --output-file requirements.lock
	@$(BIN)/$(LOCK) --group build --group dev --constraints requirements.lock --output-file requirements-dev.lock
	@$(BIN)/$(LOCK) --group build --group dev --group bench --constraints requirements-dev.lock --output-file requirements-bench.lock

clean:
	rm -rf .venv site .cache build dist
