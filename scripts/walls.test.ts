// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const root = join(__dirname, '..');
const wallsSchema = z.array(
  z.strictObject({
    floor: z.string(),
    rooms: z.record(z.string(), z.strictObject({ knows: z.array(z.string()), because: z.string() })),
  }),
);

/** An ES module, which these suites cannot load. */
const walls = wallsSchema.parse(
  JSON.parse(
    execFileSync(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        "import { walls } from './.config/walls.mjs'; console.log(JSON.stringify(walls));",
      ],
      { cwd: root, encoding: 'utf8' },
    ),
  ),
);

/** The table under a heading of CONTRIBUTING.md: the names in the first cell of each row, and in the last. */
function tableUnder(heading: string): ReadonlyMap<string, readonly string[]> {
  const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
  const [, section = ''] = page.split(`### ${heading}\n`);
  const rows = section.split(/\n###? /)[0]?.matchAll(/^\| `([^|]*?)\/?` +\|.*\|([^|]*)\|$/gm) ?? [];
  return new Map(
    [...rows].map(([, room = '', may = '']) => [
      room,
      [...may.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name).sort(),
    ]),
  );
}

function roomsOf(floor: string): Record<string, readonly string[]> {
  const { rooms = {} } = walls.find((one) => one.floor === floor) ?? {};
  return Object.fromEntries(Object.entries(rooms).map(([room, { knows }]) => [room, [...knows].sort()]));
}

/** `testing/` may import anything, and `common` may be imported by all of the gateway. */
function shown(floor: string): Record<string, readonly string[]> {
  const everywhere = floor === 'gateway/src' ? 'common' : '';
  return Object.fromEntries(
    Object.entries(roomsOf(floor))
      .filter(([room]) => room !== everywhere)
      .map(([room, knows]) => [room, knows.filter((name) => name !== everywhere)]),
  );
}

it.each(['chaincode/src', 'gateway/src', 'gateway/pages/src', 'gateway/pages/workplace'])(
  'CONTRIBUTING.md says what the walls of %s hold',
  (floor) => {
    const table = tableUnder(`\`${floor}\``);
    expect(table.has('testing')).toBe(true);
    const rows = [...table].filter(([room]) => room !== 'testing');
    expect(Object.fromEntries(rows)).toEqual(shown(floor));
  },
);

it.each([
  'chaincode/src',
  'gateway/src',
  'gateway/pages/src',
  'gateway/pages/workplace',
  'network/src',
  'scripts',
])('every folder of %s has a row', (floor) => {
  const folders = readdirSync(join(root, floor), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['testing', 'dist', 'node_modules'].includes(entry.name))
    .map(({ name }) => name);
  expect(Object.keys(roomsOf(floor)).sort()).toEqual(folders.sort());
});
