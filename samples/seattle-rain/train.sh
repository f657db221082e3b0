#!/bin/sh
# Trains on 2012 to 2014 and judges on 2015, with the trainer's own hyperparameters and with tuned ones, and writes both reports and the
# inference requests of 2015 into a folder (default: this one). The same bytes come out on every x86-64 Linux.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
output=${1:-$here}
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

train() {
    name=$1
    shift
    dotnet run --project "$here/../../src/Trainer" -c Release -- train --data "$here/train.csv" --holdout-data "$here/later.csv" \
        --label rain_tomorrow --id date --algorithm fast-tree --seed 1 --output "$work/$name" "$@"
    mkdir -p "$output/reports"
    cp "$work/$name/metrics.json" "$output/reports/$name.json"
}

train default
train tuned --learning-rate 0.03 --leaves 6 --min-rows-per-leaf 30 --row-fraction 0.6 --feature-fraction 0.6
cp "$work/default/requests.jsonl" "$output/requests.jsonl"
