#!/bin/sh
# Trains the committed models, and writes everything that is derived from penguins.csv, into a folder (default: this one).
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

# A model that is wrong without knowing it: its labels were moved on by one species before it was trained. Only the file is kept.
scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT
awk -F, -v OFS=, '
    NR > 1 { $1 = ($1 == "Adelie") ? "Gentoo" : ($1 == "Gentoo") ? "Chinstrap" : "Adelie" }
    { print }
' "$here/penguins.csv" > "$scratch/penguins.csv"
dotnet run --project "$here/../../src/Trainer" -c Release -- train \
    --data "$scratch/penguins.csv" --label species --algorithm logistic-regression --seed 1 --output "$scratch/model"
mkdir -p "$output/models/mislabelled"
mv "$scratch/model/model.onnx" "$output/models/mislabelled/"
(cd "$output" && sha256sum models/v1/model.onnx models/v2/model.onnx models/mislabelled/model.onnx > SHA256SUMS)
