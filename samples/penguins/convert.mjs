// Makes penguins.csv from data/penguins.json of the npm package vega-datasets:
//   node convert.mjs node_modules/vega-datasets/data/penguins.json > penguins.csv
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const columns = {
  species: 'Species',
  island: 'Island',
  bill_length_mm: 'Beak Length (mm)',
  bill_depth_mm: 'Beak Depth (mm)',
  flipper_length_mm: 'Flipper Length (mm)',
  body_mass_g: 'Body Mass (g)',
  sex: 'Sex',
};

// One bird's sex was recorded as "."; it is as unknown as those that are null.
const cell = value => value === null || value === '.' ? '' : String(value).replace(/^(FE)?MALE$/, sex => sex.toLowerCase());
const digest = line => createHash('sha256').update(line).digest('hex');

// The source is sorted by species and island. Sorting by digest mixes the rows and needs no random numbers.
const lines = JSON.parse(readFileSync(process.argv[2], 'utf8'))
  .map(row => Object.values(columns).map(name => cell(row[name])).join(','))
  .map(line => [digest(line), line])
  .sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0)
  .map(([, line]) => line);

console.log([Object.keys(columns).join(','), ...lines].join('\n'));
