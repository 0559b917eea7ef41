#!/bin/sh
# Makes what the Makefile's targets need and is not there yet.
#   sh scripts/bootstrap.sh venv LOCK   the environment .venv with the packages of LOCK
#   sh scripts/bootstrap.sh tools       what the tests look with: Chromium, a Chinese font, exiftool, ffmpeg, npm's checkers and Java for one
set -eu
cd "$(dirname "$0")/.."

# Installs Debian packages where that is possible.
apt_try() {
  why=$1; shift
  command -v apt-get >/dev/null 2>&1 || return 1
  if [ "$(id -u)" = 0 ]; then as_root=""
  elif sudo -n true 2>/dev/null; then as_root="sudo"
  else return 1; fi
  echo "正在安装：$*（$why）"
  # A dead mirror in the lists is no reason to stop: the packages may be there all the same.
  $as_root apt-get update -q >/dev/null || true
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >/dev/null
}

# Says what to install where that is not possible.
apt_install() {
  if apt_try "$@"; then return; fi
  why=$1; shift
  echo "$why：请先安装 $*（如 sudo apt install $*），再运行一次。" >&2
  exit 1
}

find_python() {
  for python in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo "$python"; return; fi
  done
  echo "需要 Python 3.11 或更新的版本，没有找到。请先安装（如 sudo apt install python3 python3-venv），再运行一次。" >&2
  exit 1
}

make_venv() {
  lock=$1
  python=$(find_python)
  if [ ! -x .venv/bin/pip ]; then
    # Debian keeps venv's own parts in a package apart.
    "$python" -c 'import ensurepip, venv' 2>/dev/null || apt_install "建环境要用 venv" python3-venv
    "$python" -m venv .venv
  fi
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --use-pep517 --require-hashes -r "$lock"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
}

find_browser() {
  [ -n "${CHROMIUM:-}" ] && return
  for browser in chromium-headless-shell chromium chromium-browser google-chrome; do
    if command -v "$browser" >/dev/null 2>&1; then return; fi
  done
  return 1
}

# The same engine without windows takes two thirds of the time. Debian has it in a package; elsewhere a whole Chromium does.
make_browser() {
  if [ -z "${CHROMIUM:-}" ] && ! command -v chromium-headless-shell >/dev/null 2>&1 && grep -qs '^ID=debian' /etc/os-release; then
    apt_try "浏览器测试要用 Chromium" chromium-headless-shell || true
  fi
  find_browser || apt_install "浏览器测试要用 Chromium" chromium
}

has_chinese_font() {
  command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh-cn family 2>/dev/null | head -n 1)" ]
}

has_ffmpeg() {
  command -v ffmpeg >/dev/null 2>&1 && command -v ffprobe >/dev/null 2>&1
}

# Playwright brings a Node.js of its own, which needs a library that a bare Debian does not have.
playwright_runs() {
  .venv/bin/python -m playwright --version >/dev/null 2>&1
}

# What npm brings lies beside a copy of the lock it was made from: npm itself would take seconds to see that nothing changed.
make_npm_tools() {
  made_from=tests/tools/node_modules/.made-from.json
  if cmp -s tests/tools/package-lock.json "$made_from"; then return; fi
  command -v npm >/dev/null 2>&1 || apt_install "检查网页的工具要用 npm 安装" nodejs npm
  echo "正在安装检查网页的工具（tests/tools）"
  (cd tests/tools && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  cp tests/tools/package-lock.json "$made_from"
}

case $1 in
  venv) make_venv "$2" ;;
  tools)
    command -v exiftool >/dev/null 2>&1 || apt_install "核对照片里的信息要用 exiftool" libimage-exiftool-perl
    make_browser
    playwright_runs || apt_install "操纵浏览器的 Playwright 要用 libatomic" libatomic1
    has_chinese_font || apt_install "截图要用中文字体" fontconfig fonts-noto-cjk
    has_ffmpeg || apt_install "电子屏的片子要用 ffmpeg" ffmpeg
    command -v java >/dev/null 2>&1 || apt_install "检查网页代码的程序要用 Java" default-jre-headless
    make_npm_tools ;;
esac
