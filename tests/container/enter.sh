#!/bin/sh
# Runs a command in the root of an image much as an engine would: as process 1 of a PID namespace,
# as a user who is not root, without its other rights, on a tree that cannot be written to but for
# /data. It shares this machine's network, where the pretended Discord is.
# Usage: unshare --mount --pid --fork enter.sh ROOT DATA SECRETS UID:GID FOLDER [NAME=VALUE ...] COMMAND ...
set -eu
root=$1 data=$2 secrets=$3 user=$4 folder=$5
shift 5

mount --make-rprivate /
mount --bind "$root" "$root"
mount --bind "$data" "$root/data"
mount --bind "$secrets" "$root/run/secrets"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount -o remount,bind,ro "$root"
mount -o remount,bind,ro "$root/run/secrets"
exec setpriv --bounding-set=-all,+sys_chroot,+setuid,+setgid --no-new-privs \
    chroot --userspec="$user" --groups= "$root" env --ignore-environment --chdir="$folder" "$@"
