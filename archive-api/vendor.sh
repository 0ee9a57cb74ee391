#!/bin/sh
# Puts the browser parts named in package.json into assets/vendor, from where they are built into the executable.
# Can be run twice. Knows nothing of what uses them.
set -eu
cd "$(dirname "$0")"
npm ci --no-fund --no-audit --ignore-scripts --silent
mkdir -p assets/vendor/source-sans-3 assets/vendor/openseadragon
cp node_modules/htmx.org/dist/htmx.min.js assets/vendor/htmx.min.js
cp node_modules/openseadragon/build/openseadragon/openseadragon.min.js assets/vendor/openseadragon/openseadragon.min.js
for set in latin latin-ext cyrillic cyrillic-ext; do
  for weight in 400 600; do
    cp "node_modules/@fontsource/source-sans-3/files/source-sans-3-$set-$weight-normal.woff2" assets/vendor/source-sans-3/
  done
done
cp node_modules/@fontsource/source-sans-3/LICENSE assets/vendor/source-sans-3/LICENSE
