// Makes train.csv (2012 to 2014) and later.csv (2015) from data/seattle-weather.csv of the npm package vega-datasets:
//   node convert.mjs node_modules/vega-datasets/data/seattle-weather.csv FOLDER
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [file, folder] = process.argv.slice(2);
const [header, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/).map(line => line.split(','));
const days = lines.map(cells => Object.fromEntries(header.map((name, i) => [name, cells[i]])));

// Each row is a day as known in its evening, with the day before; the label is the day after.
const rows = days.slice(1, -1).map((day, i) => ({
  date: day.date,
  month: Number(day.date.slice(5, 7)),
  precipitation: day.precipitation,
  temp_max: day.temp_max,
  temp_min: day.temp_min,
  wind: day.wind,
  weather: day.weather,
  precipitation_before: days[i].precipitation,
  temp_max_before: days[i].temp_max,
  weather_before: days[i].weather,
  rain_tomorrow: Number(days[i + 2].precipitation) > 0 ? 'yes' : 'no',
}));

const write = (name, part) => writeFileSync(join(folder, name),
  [Object.keys(rows[0]), ...part.map(row => Object.values(row))].map(cells => cells.join(',')).join('\n') + '\n');
write('train.csv', rows.filter(row => row.date < '2015'));
write('later.csv', rows.filter(row => row.date >= '2015'));
