#!/bin/sh
# Makes what stands in for the image python:3.11-slim-bookworm, which needs a registry of images:
# the files of a small Debian, with this machine's Python in /usr/local as that image has it.
# Its packages are only unpacked: setting them up takes most of a minute, and of what that does
# only the accounts and the links of libraries are needed here.
# Usage: base.sh EMPTY_FOLDER PYTHON_PREFIX VERSION
set -eu
root=$1 python=$2 version=$3

tools=base-files,base-passwd,coreutils,dash,findutils,grep,libc-bin,login,passwd,sed
libraries=libssl3,libsqlite3-0,libffi8,zlib1g,libbz2-1.0,liblzma5,libncursesw6,libreadline8,libstdc++6,libuuid1
mmdebstrap --quiet --variant=extract --include="$tools,ca-certificates,netbase,tzdata,$libraries" \
    bookworm "$root/base.tar"
tar --extract --file "$root/base.tar" --directory "$root" --exclude './dev/*'
rm "$root/base.tar"
for each in passwd group; do
    cp "$root/usr/share/base-passwd/$each.master" "$root/etc/$each"
done
mkdir -p "$root/usr/local/bin" "$root/usr/local/lib"

cp "$python/bin/python$version" "$root/usr/local/bin/"
cp --no-dereference "$python/lib/libpython$version".so* "$root/usr/local/lib/" 2>/dev/null || true
tar --create --directory "$python/lib" --exclude '*/site-packages/*' --exclude __pycache__ \
    --exclude "python$version/test" --exclude "python$version/config-*" "python$version" | tar --extract --directory "$root/usr/local/lib"
ln -s "python$version" "$root/usr/local/bin/python3"
ln -s "python$version" "$root/usr/local/bin/python"
chroot "$root" /sbin/ldconfig
# What `python -m ensurepip` does, but without compiling everything first.
chroot "$root" /bin/sh -c '
    cd "/usr/local/lib/python$0/ensurepip/_bundled"
    python "$(echo pip-*.whl)/pip" install --quiet --no-compile --no-index --find-links . pip setuptools
' "$version"
