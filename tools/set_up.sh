#!/bin/sh
# Make `.venv` ready for work: create it, install the locked packages, install Pactwright in
# editable mode. Silent and instant when nothing it depends on has changed.
#
#   PYTHON=python3.12 tools/set_up.sh     choose the interpreter
#
# Plain sh and nothing but Python: this runs before anything is installed.
set -eu

# What the caller's shell carries must not leak into the environment built here.
unset PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONOPTIMIZE PYTHONWARNINGS VIRTUAL_ENV \
    PIP_TARGET PIP_PREFIX PIP_REQUIRE_VIRTUALENV PIP_CONSTRAINT PIP_NO_DEPS
export PYTHONNOUSERSITE=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_USER=0

cd "$(dirname "$0")/.."
venv=.venv
lock=requirements/dev.lock
stamp=$venv/ready

say() { printf '%s\n' "$*" >&2; }

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# Print the interpreter to build with: PYTHON if given, else the first that is new enough.
find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14 python}; do
        if is_new_enough "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    if [ -n "${PYTHON:-}" ]; then
        say "PYTHON is '$PYTHON', but that is not a Python 3.11 or newer that can be started."
    else
        say "Pactwright needs Python 3.11 or newer, and no such 'python3' was found."
    fi
    say "Install one, or name one you have:  make demo PYTHON=/path/to/python3.12"
    exit 1
}

# Everything the environment depends on, as one line.
fingerprint() {
    "$venv/bin/python" - "$lock" pyproject.toml tools/set_up.sh <<'PY'
import hashlib, pathlib, sys
digest = hashlib.sha256(f"{sys.version} {pathlib.Path.cwd()}".encode())
for name in sys.argv[1:]:
    digest.update(pathlib.Path(name).read_bytes())
print(digest.hexdigest())
PY
}

minor_version() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])'; }

# True when the environment is there, runs, and is of the version asked for, if one was.
has_usable_venv() {
    [ -x "$venv/bin/python" ] && is_new_enough "$venv/bin/python" || return 1
    [ -z "${PYTHON:-}" ] || [ "$(minor_version "$venv/bin/python")" = "$(minor_version "$1")" ]
}

create_venv() {
    say "Creating $venv with $("$1" --version) ..."
    rm -rf "$venv"
    if ! output=$("$1" -m venv "$venv" 2>&1); then
        rm -rf "$venv"
        say "$output"
        say "Python could not make a virtual environment. On Debian and Ubuntu the missing part is"
        say "a package of its own:  apt install python3-venv"
        exit 1
    fi
}

install_locked() {
    say "Installing the locked packages (about 300 MB to fetch the first time) ..."
    if command -v uv >/dev/null 2>&1; then
        UV_HTTP_TIMEOUT=${UV_HTTP_TIMEOUT:-120} \
            uv pip install --quiet --python "$venv/bin/python" --require-hashes -r "$lock"
    else
        "$venv/bin/python" -m pip install --quiet --timeout 60 --retries 8 \
            --require-hashes -r "$lock"
    fi || {
        say "Not all packages could be installed. What has arrived is kept: run the same again."
        exit 1
    }
}

# The build back end comes from the lock, so this needs no network.
install_package() {
    "$venv/bin/python" -m pip install --quiet --no-index --no-deps --no-build-isolation \
        --editable .
}

# Not asked for by name: whatever the environment was made with is right.
python=
[ -z "${PYTHON:-}" ] || python=$(find_python)

if has_usable_venv "$python"; then
    [ "$(cat "$stamp" 2>/dev/null)" != "$(fingerprint)" ] || exit 0
else
    [ -n "$python" ] || python=$(find_python)
    create_venv "$python"
fi

rm -f "$stamp"
install_locked
install_package
fingerprint >"$stamp"
say "Ready."
