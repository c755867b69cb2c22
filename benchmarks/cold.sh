#!/bin/sh
# Time a cold `tenor review` of the example as a whole process, five times (wall seconds, processor seconds, memory).
# The first run may write the queries that later ones find kept in the user's cache folder.
cd "$(dirname "$0")/.." || exit 1
for n in 1 2 3 4 5; do
    /usr/bin/time -f "%e s wall, %U s processor, %M KB" .venv/bin/python -m tenor.cli.main review contracts/reg-44-visits --on 2023-09-07 >/dev/null
done
