#!/bin/sh
# Makes what stands in for the image python:3.11-slim-bookworm, which needs a registry of images:
# a small Debian with this machine's Python in /usr/local, as that image has it.
# Usage: base.sh FOLDER PYTHON_PREFIX VERSION
set -eu
root=$1 python=$2 version=$3

libraries=libssl3,libsqlite3-0,libffi8,zlib1g,libbz2-1.0,liblzma5,libncursesw6,libreadline8,libuuid1
mmdebstrap --quiet --variant=minbase --include="ca-certificates,netbase,tzdata,$libraries" \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    bookworm "$root.tar"
mkdir "$root"
tar --extract --file "$root.tar" --directory "$root" --exclude './dev/*'
rm "$root.tar"

cp "$python/bin/python$version" "$root/usr/local/bin/"
cp --no-dereference "$python/lib/libpython$version".so* "$root/usr/local/lib/" 2>/dev/null || true
tar --create --directory "$python/lib" --exclude '*/site-packages/*' --exclude __pycache__ \
    --exclude "python$version/test" "python$version" | tar --extract --directory "$root/usr/local/lib"
ln -s "python$version" "$root/usr/local/bin/python3"
ln -s "python$version" "$root/usr/local/bin/python"
chroot "$root" /sbin/ldconfig
chroot "$root" /usr/local/bin/python -m ensurepip --root-user-action=ignore >/dev/null 2>&1 ||
    chroot "$root" /usr/local/bin/python -m ensurepip >/dev/null 2>&1
ln -s pip3 "$root/usr/local/bin/pip"
