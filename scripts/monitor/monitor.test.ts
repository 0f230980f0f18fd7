// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyConsistency } from '@guidang/verifier';
import { nowSeconds, ServedLog } from '../../tests/support/served-log';
import { leafOf, entryOf, TestLog } from '../verifier/src/testing/log';
import { keyLines, makeOrganisation } from '../verifier/src/testing/signers';
import { LogSource } from './log-source';
import { Monitor } from './monitor';
import type { MonitorOptions } from './monitor';
import type { Note, Round } from './report';
import type { SavedState } from './state';

jest.setTimeout(120_000);

const dayMs = 86_400_000;

/** A log that differs in leaf 100, cosigned by the same organisations. */
const log = new TestLog(600);
const other = new TestLog(600, (index) =>
  index === 100 ? { leaf: leafOf(index, { type: 'record.disposed' }) } : entryOf(index),
);
function forkedHead(size: number): string {
  return other.head({ size, time: nowSeconds(), by: log.organisations.slice(0, 3) });
}

let folder: string;
let east: ServedLog;
let west: ServedLog;
let saved: SavedState | undefined;
const sources: LogSource[] = [];

function sourceOf({ url }: ServedLog): LogSource {
  const source = new LogSource(url);
  sources.push(source);
  return source;
}
function monitorOf(more: Partial<MonitorOptions> = {}): Monitor {
  return new Monitor({
    sources: [east, west].map(sourceOf),
    save: (state) => {
      // In the form of the state file.
      saved = JSON.parse(JSON.stringify(state)) as SavedState;
      return Promise.resolve();
    },
    evidence: folder,
    staleMs: dayMs,
    ...more,
  });
}
function whole(monitor: Monitor): Promise<Round> {
  return monitor.round({ partial: true });
}
function brief({ notes }: Round): [Note['type'], Note['kind'], string][] {
  return notes.map(({ type, kind, gateway }) => [type, kind, gateway === east.url ? 'east' : 'west']);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-monitor-'));
  [east, west] = await Promise.all([ServedLog.start(), ServedLog.start()]);
  saved = undefined;
  const head = log.head({ size: 600, time: nowSeconds() });
  for (const served of [east, west]) served.publish(log, 600, head);
});
afterEach(async () => {
  await Promise.all(sources.splice(0).map((source) => source.close()));
  await Promise.all([east, west].map((served) => served.close()));
  await rm(folder, { recursive: true });
});

describe('a log without a fault', () => {
  it('is read to its last leaf at each gateway, and nothing is said', async () => {
    expect(await whole(monitorOf())).toEqual({ notes: [], gateways: 2, held: 2, size: 600, read: 1200 });
  });

  it('is followed as it grows, a gateway at a time', async () => {
    for (const served of [east, west]) served.publish(log, 300);
    const monitor = monitorOf();
    expect(await whole(monitor)).toMatchObject({ notes: [], size: 300, read: 600 });
    west.publish(log, 600);
    expect(await whole(monitor)).toMatchObject({ notes: [], size: 600, read: 300 });
    east.publish(log, 600);
    expect(await whole(monitor)).toMatchObject({ notes: [], size: 600, read: 300 });
    expect(await whole(monitor)).toMatchObject({ notes: [], size: 600, read: 0 });
  });

  it('is read by full bundles while it grows, and to its end when it rests', async () => {
    const monitor = monitorOf();
    expect(await monitor.round({ partial: false })).toMatchObject({ notes: [], read: 1024 });
    expect(east.asked).not.toContain('/tile/entries/002.p/88');
    expect(await monitor.round({ partial: false })).toMatchObject({ notes: [], read: 176 });
  });

  it('may have dropped the partial tiles of heads before', async () => {
    east.publish(log, 300);
    const kept = ['/checkpoint', '/tile/1/000.p/1'].map((path) => [path, east.files.get(path)] as const);
    east.publish(log, 600);
    for (const [path, file = Buffer.alloc(0)] of kept) east.files.set(path, file);
    expect(await whole(monitorOf())).toMatchObject({ notes: [], read: 900 });
  });

  it('may be empty', async () => {
    for (const served of [east, west]) served.publish(log, 0);
    // Keys valid for any size: dated ones are leaves themselves.
    const keys = log.keys.replaceAll(/^#.*\n/gm, '');
    expect(await whole(monitorOf({ keys }))).toMatchObject({ notes: [], held: 2, size: 0 });
  });

  it('goes on where the state ends', async () => {
    for (const served of [east, west]) served.publish(log, 300);
    await whole(monitorOf());
    const state = saved;
    for (const served of [east, west]) served.publish(log, 600);
    east.asked.length = 0;
    const round = await whole(monitorOf(state && { state }));
    expect(round).toMatchObject({ notes: [], read: 600 });
    expect(east.asked).not.toContain('/tile/entries/000');
    east.publish(log, 300);
    expect(brief(await whole(monitorOf(saved && { state: saved })))).toContainEqual([
      'fault',
      'rollback',
      'east',
    ]);
  });

  it('is not followed on from a state that was altered', async () => {
    await whole(monitorOf());
    const text = JSON.stringify(saved);
    const state = JSON.parse(text.replace('"read":600', '"read":599')) as SavedState;
    await expect(whole(monitorOf({ state }))).rejects.toThrow();
  });
});

describe('a log of which a majority has set a head aside', () => {
  /** The line of the keys that says so. */
  const setAside = (size: number): string => {
    const [, , root = ''] = forkedHead(size).split('\n');
    return `# set-aside ${size} ${root}\n`;
  };

  /** Both gateways serve the forged tree, with the keys of the log. */
  const serveForged = (): void => {
    for (const served of [east, west]) {
      served.publish(other, 600, forkedHead(600));
      served.files.set('/api/v1/log/keys', Buffer.from(log.keys));
    }
  };

  it('is followed on from before it, where the forged tree was served, and a rollback is none', async () => {
    serveForged();
    const monitor = monitorOf();
    expect(await whole(monitor)).toMatchObject({ notes: [], size: 600 });
    for (const served of [east, west]) {
      served.publish(log, 300);
      served.files.set('/api/v1/log/keys', Buffer.from(`${setAside(600)}${log.keys}`));
    }
    const round = await whole(monitor);
    expect(brief(round)).toEqual([
      ['warning', 'newer-keys', 'east'],
      ['warning', 'newer-keys', 'west'],
    ]);
    expect(round).toMatchObject({ held: 2, size: 300, read: 600 });
    expect(await whole(monitorOf(saved && { state: saved }))).toMatchObject({ notes: [], size: 300 });
  });

  it('goes on too from a state that was saved before', async () => {
    serveForged();
    await whole(monitorOf());
    for (const served of [east, west]) served.publish(log, 300);
    const keys = `${setAside(600)}${log.keys}`;
    expect(await whole(monitorOf({ keys, ...(saved && { state: saved }) }))).toMatchObject({
      notes: [],
      size: 300,
    });
  });

  it('is not believed to have set aside what one gateway alone says', async () => {
    const monitor = monitorOf();
    await whole(monitor);
    west.publish(log, 300);
    const [, , root = ''] = log.head({ size: 600 }).split('\n');
    west.files.set('/api/v1/log/keys', Buffer.from(`# set-aside 600 ${root}\n${log.keys}`));
    expect(brief(await whole(monitor))).toContainEqual(['fault', 'rollback', 'west']);
  });

  it('says so of a gateway that still serves that head', async () => {
    const keys = `${setAside(600)}${log.keys}`;
    east.publish(other, 600, forkedHead(600));
    expect(brief(await whole(monitorOf({ keys })))).toContainEqual(['fault', 'set-aside', 'east']);
  });
});

describe('a log with leaves that are shown to members only', () => {
  const bundles = ['/tile/entries/000', '/tile/entries/001'];

  it('is followed by the hashes in its tiles, and that is said', async () => {
    for (const served of [east, west]) for (const bundle of bundles) served.close403(bundle);
    const round = await whole(monitorOf());
    expect(round).toMatchObject({ held: 2, size: 600, read: 1200 });
    expect(brief(round)).toEqual([
      ['warning', 'closed', 'east'],
      ['warning', 'closed', 'west'],
    ]);
    expect(round.notes[0]?.message).toMatch(/^512 leaves /);
    east.flip('/tile/0/000');
    expect(brief(await whole(monitorOf()))).toContainEqual(['fault', 'tile', 'east']);
  });

  it('is read whole by who has a token there', async () => {
    east.close403(bundles[0] ?? '', 'Bearer t');
    const source = new LogSource(east.url, { token: 't' });
    sources.push(source);
    expect(await whole(monitorOf({ sources: [source] }))).toMatchObject({ notes: [], size: 600, read: 600 });
    east.flip(bundles[0] ?? '', 40);
    expect(brief(await whole(monitorOf({ sources: [source] })))).toEqual([['fault', 'entry', 'east']]);
  });
});

describe('a large log', () => {
  const large = new TestLog(66_100, (index) => ({ leaf: `{"leaf":${index}}` }));

  it('is read in stretches, each of which is proven and kept', async () => {
    east.publish(large, 66_100);
    const bundle = '/tile/entries/257';
    const kept = east.files.get(bundle) ?? Buffer.alloc(0);
    east.files.delete(bundle);
    const only = (): Partial<MonitorOptions> => ({ sources: [sourceOf(east)] });
    const first = await whole(monitorOf(only()));
    expect(first).toMatchObject({ notes: [{ type: 'fault', kind: 'missing' }], read: 65_536 });
    east.files.set(bundle, kept);
    east.asked.length = 0;
    const second = await whole(monitorOf({ ...only(), ...(saved && { state: saved }) }));
    expect(second).toMatchObject({ notes: [], read: 564 });
    expect(east.asked).not.toContain('/tile/entries/000');
  });

  it('shows an altered tile of any level', async () => {
    const only = { sources: [sourceOf(east)] };
    for (const path of ['/tile/1/000', '/tile/1/001.p/2', '/tile/2/000.p/1']) {
      east.publish(large, 66_100);
      east.flip(path);
      expect(brief(await whole(monitorOf(only)))).toEqual([['fault', 'tile', 'east']]);
    }
  });
});

describe('an attack', () => {
  const strangers = ['archives', 'audit', 'east'].map(makeOrganisation);
  const head = (by = log.organisations.slice(0, 3), time = nowSeconds()): Buffer =>
    Buffer.from(log.head({ size: 600, time, by }));
  const fault = (kind: string): [string, string, string] => ['fault', kind, 'west'];

  it.each<[string, () => void, [string, string, string][]]>([
    [
      'a hash in a full tile of leaves',
      () => {
        west.flip('/tile/0/001', 40);
      },
      [fault('entry')],
    ],
    [
      'a hash in the last tile of leaves',
      () => {
        west.flip('/tile/0/002.p/88');
      },
      [fault('tile')],
    ],
    [
      'a hash above the leaves',
      () => {
        west.flip('/tile/1/000.p/2', 33);
      },
      [fault('tile')],
    ],
    [
      'a byte of an entry',
      () => {
        west.flip('/tile/entries/000', 99);
      },
      [fault('entry')],
    ],
    [
      'the length of an entry',
      () => {
        west.flip('/tile/entries/001', 1);
      },
      [fault('entry')],
    ],
    [
      'a tile of another width',
      () => {
        west.files.set('/tile/0/001', Buffer.alloc(31));
      },
      [fault('tile')],
    ],
    [
      'a tile without end',
      () => {
        west.files.set('/tile/0/001', Buffer.alloc(1e6));
      },
      [fault('limit-exceeded')],
    ],
    [
      'no entries',
      () => {
        west.files.delete('/tile/entries/001');
      },
      [fault('missing')],
    ],
    [
      'no tile',
      () => {
        west.files.delete('/tile/1/000.p/2');
      },
      [fault('missing')],
    ],
    [
      'a second root for one size',
      () => {
        west.publish(other, 600, forkedHead(600));
      },
      [fault('fork')],
    ],
    [
      'a shorter fork',
      () => {
        west.publish(other, 300, forkedHead(300));
      },
      [['fault', 'fork', 'east']],
    ],
    [
      'a head that unknown keys have signed',
      () => {
        west.files.set('/checkpoint', head(strangers));
      },
      [fault('keys-older')],
    ],
    [
      'a head of two organisations',
      () => {
        west.files.set('/checkpoint', head(log.organisations.slice(0, 2)));
      },
      [fault('quorum')],
    ],
    [
      'a forged head',
      () => {
        west.flip('/checkpoint', 14);
      },
      [fault('signature')],
    ],
    [
      'what is no head',
      () => {
        west.files.set('/checkpoint', Buffer.from('<html>'));
      },
      [fault('malformed')],
    ],
  ])('on %s is found at that gateway', async (_name, attack, expected) => {
    attack();
    const round = await whole(monitorOf({ keys: log.keys }));
    expect(brief(round)).toEqual(expected);
    // The other gateway is still followed.
    expect(saved?.logs[east.url]?.read).toBe(600);
  });

  it.each<[string, () => void, string]>([
    [
      'a head rolled back',
      () => {
        west.publish(log, 299);
      },
      'rollback',
    ],
    [
      'another root for the same size',
      () => {
        west.publish(other, 300, forkedHead(300));
      },
      'fork',
    ],
    [
      'a head that does not continue the one before',
      () => {
        west.publish(other, 600, forkedHead(600));
      },
      'fork',
    ],
  ])('in a later round, %s, is found, and both heads are kept', async (_name, attack, kind) => {
    for (const served of [east, west]) served.publish(log, 300);
    const monitor = monitorOf({ keys: log.keys });
    await whole(monitor);
    const known = west.files.get('/checkpoint')?.toString();
    attack();
    for (let round = 0; round < 2; round += 1) {
      const { notes } = await whole(monitor);
      expect(notes).toMatchObject([{ type: 'fault', kind, gateway: west.url, size: 300 }]);
    }
    const [evidence, ...more] = await readdir(folder);
    expect(more).toEqual([]);
    const read = (name: string): Promise<string> => readFile(join(folder, evidence ?? '', name), 'utf8');
    expect(await read('known.note')).toBe(known);
    expect(await read('served.note')).toBe(west.files.get('/checkpoint')?.toString());
    expect(await read('keys')).toBe(log.keys);
  });

  it('by a fork of another size leaves evidence that proves it', async () => {
    west.publish(other, 300, forkedHead(300));
    await whole(monitorOf({ keys: log.keys }));
    const [name = ''] = await readdir(folder);
    const about = JSON.parse(await readFile(join(folder, name, 'about.json'), 'utf8')) as {
      root: string;
      consistency: string[];
    };
    const root = Buffer.from(about.root, 'base64');
    const rootIn = (text: string): Buffer => Buffer.from(text.split('\n')[2] ?? '', 'base64');
    const proof = about.consistency.map((hash) => Buffer.from(hash, 'base64'));
    verifyConsistency({ size: 300, root }, { size: 600, root: rootIn(log.text(600)) }, proof);
    expect(root).not.toEqual(rootIn(other.text(300)));
  });

  it('on any bit that is served is found', async () => {
    const paths = [...west.files.keys()].filter((path) => path !== '/api/v1/log/keys');
    const head = west.files.get('/checkpoint')?.toString();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.nat(), async (path, anywhere) => {
        west.publish(log, 600, head);
        west.flip(path, anywhere % (west.files.get(path)?.length ?? 1));
        const { notes } = await whole(monitorOf({ keys: log.keys, sources: [sourceOf(west)] }));
        expect(notes.map(({ type }) => type)).toEqual(['fault']);
      }),
      { numRuns: 40 },
    );
  });
});

describe('what is no fault of the log', () => {
  it('is a head that is old', async () => {
    const old = log.head({ size: 600, time: nowSeconds() - 2 * 86_400 });
    west.publish(log, 600, old);
    expect(brief(await whole(monitorOf()))).toEqual([['warning', 'stale', 'west']]);
  });

  it('is a head that has been behind for long', async () => {
    const time = nowSeconds() - 61;
    east.publish(log, 600, log.head({ size: 600, time }));
    west.publish(log, 300, log.head({ size: 300, time: time - 10 }));
    expect(brief(await whole(monitorOf()))).toEqual([['warning', 'stale', 'west']]);
  });

  it('is a gateway that does not answer, or has no head yet', async () => {
    const { keys } = log;
    west.files.delete('/checkpoint');
    expect(await whole(monitorOf({ keys }))).toMatchObject({
      notes: [{ type: 'warning', kind: 'unanswered' }],
      held: 1,
    });
    await west.close();
    expect(await whole(monitorOf())).toMatchObject({
      notes: [{ type: 'warning', kind: 'unanswered' }],
      held: 1,
    });
  });
});

describe('keys that are fetched', () => {
  const keysPath = '/api/v1/log/keys';
  const rotated = (until: number, from: number): string =>
    log.keys
      .replace('# east cosigner ed25519 from 0', `# east cosigner ed25519 from 0 until ${until}`)
      .concat(`${keyLines(makeOrganisation('east'), `from ${from}`).slice(2, 4).join('\n')}\n`);
  const say = (text: string, ...at: ServedLog[]): void => {
    for (const served of at) served.files.set(keysPath, Buffer.from(text));
  };

  it('are not trusted while the gateways disagree at first', async () => {
    say(rotated(600, 600), west);
    const round = await whole(monitorOf());
    expect(round).toMatchObject({ held: 0, read: 0 });
    expect(brief(round)).toEqual([
      ['fault', 'keys', 'east'],
      ['fault', 'keys', 'west'],
    ]);
  });

  it('are followed when all gateways say what continues them', async () => {
    const monitor = monitorOf();
    await whole(monitor);
    const text = rotated(600, 600);
    say(text, west);
    expect(brief(await whole(monitor))).toEqual([['warning', 'newer-keys', 'west']]);
    expect(saved?.keys?.text).toBe(log.keys);
    say(text, east);
    expect(brief(await whole(monitor))).toHaveLength(2);
    expect(saved?.keys).toEqual({ text, size: 600 });
    say(log.keys, west);
    expect(brief(await whole(monitor))).toEqual([['warning', 'older-keys', 'west']]);
    expect(saved?.keys?.text).toBe(text);
  });

  it.each([
    ['a key that is missing', keyLines(makeOrganisation('east')).join('\n')],
    ['a key for leaves that are known already', rotated(600, 599)],
    ['a key that ended before', rotated(599, 600)],
    ['a lower quorum', log.keys.replace('# quorum 3', '# quorum 1')],
    ['another origin', log.keys.replace('# origin example/log', '# origin other/log')],
  ])('with %s contradict those before, though all gateways say so', async (_name, text) => {
    const monitor = monitorOf();
    await whole(monitor);
    // Only the second round shows that the keys are no older than the head.
    await whole(monitor);
    say(text, east, west);
    expect(new Set(brief(await whole(monitor)).map(([, kind]) => kind))).toEqual(new Set(['keys']));
    expect(saved?.keys?.text).toBe(log.keys);
  });
});
