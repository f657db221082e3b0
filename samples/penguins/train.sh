#!/bin/sh
# Trains the two committed models, and writes everything that is derived from penguins.csv, into a folder (default: this one).
# The same bytes come out on every x86-64 Linux: tests/Trainer.Tests checks it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
output=${1:-$here}

train() {
    dotnet run --project "$here/../../src/Trainer" -c Release -- train \
        --data "$here/penguins.csv" --label species --algorithm "$2" --seed 1 --output "$output/models/$1"
}

train v1 logistic-regression
train v2 fast-tree

# Both hold out the same rows: the split depends on the data and the seed alone.
rm "$output/models/v2/holdout.csv" "$output/models/v2/requests.jsonl"
mv "$output/models/v1/holdout.csv" "$output/models/v1/requests.jsonl" "$output/"
(cd "$output" && sha256sum models/v1/model.onnx models/v2/model.onnx > SHA256SUMS)
