// SPDX-License-Identifier: Apache-2.0
// Reads what a whole run left in coverage/, and raises the floors of .config/coverage-floors.json that it exceeds; none
// is ever lowered here. A floor stands three branches or lines, and half a per cent, below what was reached: a few
// depend on timing.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './bootstrap.mjs';

const file = join(root, '.config', 'coverage-floors.json');
const floors = JSON.parse(readFileSync(file, 'utf8'));
const summary = JSON.parse(readFileSync(join(root, 'coverage', 'coverage-summary.json'), 'utf8'));
const rooms = new Map();

for (const [path, counts] of Object.entries(summary)) {
  if (path === 'total') continue;
  const room = roomOf(relative(root, path));
  rooms.set(room, [...(rooms.get(room) ?? []), counts]);
}
const raised = [...rooms].map(([room, files]) => [room, floorOf(room, files)]);
const sorted = raised.sort(([one], [other]) => (one < other ? -1 : 1));
writeFileSync(file, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);

/** A folder of a package's sources, of application/, or of scripts/; single files count together. */
function roomOf(path) {
  if (/verification\/(verdict|both-times)\.ts$/.test(path)) return path;
  const [, room] =
    /^(scripts\/verifier\/src\/|gateway\/src\/application\/[^/]+\/|gateway\/client\/src\/|gateway\/pages\/\w+\/[^/]+\/|\w+\/src\/[^/]+\/|scripts\/[^/]+\/)/.exec(
      path,
    ) ?? [];
  return room ?? 'global';
}

function floorOf(room, files) {
  const floor = (kind) => {
    const [total, covered] = [sum(files, kind, 'total'), sum(files, kind, 'covered')];
    const certain = total === 0 ? 0 : (100 * Math.max(0, covered - 3)) / total - 0.5;
    return Math.max(floors[room]?.[kind] ?? 0, Math.floor(certain));
  };
  return { branches: floor('branches'), lines: floor('lines') };
}

function sum(files, kind, field) {
  return files.reduce((total, counts) => total + counts[kind][field], 0);
}
