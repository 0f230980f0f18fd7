// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Level } from 'level';
import { sha256 } from '../common/sha256';
import { openStore, WriteGuard } from '../storage';
import { FakeClock } from '../testing/fake-clock';
import { BrowserSessions } from './browser-sessions';
import type { NewSession, SessionLimits } from './browser-sessions';
import { WalletCipher } from './wallet-cipher';
import { Authenticator } from './authenticator';
import { ClientCertificates } from './client-certificate';

const minuteMs = 60_000;
const key = Buffer.alloc(32, 7);
const officer = {
  subject: 'east/east-1',
  organisation: 'east',
  officer: 'east-1',
  roles: ['decider'],
} as const;
const other = { ...officer, officer: 'east-2' };
const browser: NewSession = { caller: officer, agent: 'Chromium' };
const ended = expect.objectContaining({ code: 'session-ended' }) as Error;

let folder: string;
let store: Level;
let clock: FakeClock;
let sessions: BrowserSessions;
let errors: unknown[];

function open(limits: Partial<SessionLimits> = {}, sealedBy = key): Promise<BrowserSessions> {
  return BrowserSessions.open({
    store,
    key: sealedBy,
    clock,
    limits,
    onError: (error) => errors.push(error),
  });
}

async function stored(): Promise<[string, Buffer][]> {
  const section = store.sublevel<string, Buffer>('browser-sessions', { valueEncoding: 'buffer' });
  return section.iterator().all();
}

/** Writes go in the order in which they are asked for. */
function written(): Promise<void> {
  return store.put('after', 'all');
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guidang-sessions-'));
  store = await openStore<string, string>(folder, { guard: new WriteGuard('gateway'), remedy: '' });
  clock = new FakeClock();
  errors = [];
  sessions = await open();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

it('signs in who began it, with what the sign-in gave and when it ends', async () => {
  const id = await sessions.begin(browser);
  expect(sessions.callerOf(id, true)).toEqual({
    ...officer,
    method: 'session',
    until: '2026-11-28T20:00:00.000Z',
    session: {
      handle: sha256(id).toString('base64url'),
      authenticatedAt: '2026-11-28T08:00:00.000Z',
      idleUntil: '2026-11-28T08:30:00.000Z',
    },
  });
});

it('has a new identifier each time, and stores neither it nor the name of anybody', async () => {
  const ids = [await sessions.begin(browser), await sessions.begin(browser)];
  expect(new Set(ids).size).toBe(2);
  const kept = Buffer.concat((await stored()).flatMap(([name, value]) => [Buffer.from(name), value]));
  for (const text of [...ids, 'east', 'decider', 'Chromium']) expect(kept.includes(text)).toBe(false);
});

it.each(['', 'x', 'A'.repeat(43), `${'A'.repeat(42)}=`])('knows no session %j', (id) => {
  expect(() => sessions.callerOf(id, true)).toThrow(ended);
});

it('is not opened by the handle that its list shows', async () => {
  await sessions.begin(browser);
  const [listed] = sessions.listOf(officer);
  expect(() => sessions.callerOf(listed?.handle ?? '', true)).toThrow(ended);
});

it('ends when it is not used for half an hour, which only looking does not prevent', async () => {
  const id = await sessions.begin(browser);
  clock.advance(29 * minuteMs);
  expect(sessions.callerOf(id, true).session?.idleUntil).toBe('2026-11-28T08:59:00.000Z');
  clock.advance(29 * minuteMs);
  expect(sessions.callerOf(id, false).session?.idleUntil).toBe('2026-11-28T08:59:00.000Z');
  clock.advance(minuteMs);
  expect(() => sessions.callerOf(id, false)).toThrow(ended);
  expect(sessions.listOf(officer)).toEqual([]);
});

it('ends after twelve hours, however much it is used', async () => {
  const id = await sessions.begin(browser);
  for (let used = 0; used < 12 * 60 - 20; used += 20) {
    clock.advance(20 * minuteMs);
    sessions.callerOf(id, true);
  }
  expect(sessions.callerOf(id, true).session?.idleUntil).toBe('2026-11-28T20:00:00.000Z');
  clock.advance(20 * minuteMs);
  expect(() => sessions.callerOf(id, true)).toThrow(ended);
});

it('goes on after a restart, by the last use that was stored', async () => {
  const id = await sessions.begin(browser);
  clock.advance(20 * minuteMs);
  sessions.callerOf(id, true);
  clock.advance(minuteMs / 2);
  sessions.callerOf(id, true);
  await written();
  sessions = await open();
  expect(sessions.callerOf(id, false).session?.idleUntil).toBe('2026-11-28T08:50:00.000Z');
});

it('is removed from the store once it is over, at the start and in between', async () => {
  await sessions.begin(browser);
  clock.advance(20 * minuteMs);
  await sessions.begin(browser);
  clock.advance(10 * minuteMs);
  await sessions.removeExpired();
  expect(await stored()).toHaveLength(1);
  clock.advance(20 * minuteMs);
  await open();
  expect(await stored()).toEqual([]);
});

it('lists the sessions of an officer, the last used one first, and ends one of them', async () => {
  const first = await sessions.begin(browser);
  const second = await sessions.begin({ caller: officer, agent: 'x'.repeat(300) });
  const foreign = await sessions.begin({ caller: other, agent: '' });
  clock.advance(minuteMs);
  sessions.callerOf(first, true);
  const listed = sessions.listOf(officer);
  expect(listed.map(({ agent }) => agent)).toEqual(['Chromium', 'x'.repeat(200)]);
  const [handle = ''] = sessions.listOf(other).map((each) => each.handle);
  expect(await sessions.endOf(officer, handle)).toBe(false);
  expect(sessions.callerOf(foreign, true).officer).toBe('east-2');
  expect(await sessions.endOf(officer, listed[1]?.handle ?? '')).toBe(true);
  expect(() => sessions.callerOf(second, true)).toThrow(ended);
  expect(sessions.listOf(officer)).toHaveLength(1);
});

it('takes the place of the one that was used longest ago, of the same officer only', async () => {
  sessions = await open({ eachMax: 2 });
  const foreign = await sessions.begin({ caller: other, agent: '' });
  const ids = [await sessions.begin(browser), await sessions.begin(browser)];
  clock.advance(minuteMs);
  sessions.callerOf(ids[0] ?? '', true);
  ids.push(await sessions.begin(browser));
  const open0 = [...ids, foreign].map((id) => {
    try {
      return sessions.callerOf(id, false).officer;
    } catch {
      return undefined;
    }
  });
  expect(open0).toEqual(['east-1', undefined, 'east-1', 'east-2']);
  expect(await stored()).toHaveLength(3);
});

it('stays ended after a restart, whatever use was being stored', async () => {
  const id = await sessions.begin(browser);
  clock.advance(2 * minuteMs);
  sessions.callerOf(id, true);
  await sessions.end(id);
  await sessions.end('none');
  expect(() => sessions.callerOf(id, true)).toThrow(ended);
  sessions = await open();
  expect(() => sessions.callerOf(id, true)).toThrow(ended);
});

describe('on a disk that takes no writes', () => {
  const failed = new Error('no space');
  beforeEach(async () => {
    await sessions.begin(browser);
    jest
      .spyOn(store, 'batch')
      .mockImplementation((() => Promise.reject(failed)) as unknown as Level['batch']);
  });
  afterEach(() => jest.restoreAllMocks());

  it('none begins', async () => {
    await expect(sessions.begin({ caller: other, agent: '' })).rejects.toBe(failed);
    expect(sessions.listOf(other)).toEqual([]);
  });

  it('one that has begun goes on, and ends here and now, which is not passed off as stored', async () => {
    const [listed] = sessions.listOf(officer);
    clock.advance(2 * minuteMs);
    await expect(sessions.endOf(officer, listed?.handle ?? '')).rejects.toBe(failed);
    expect(sessions.listOf(officer)).toEqual([]);
  });

  it('a use that is not stored is told, and the request goes on', async () => {
    jest.restoreAllMocks();
    const id = await sessions.begin(browser);
    jest
      .spyOn(store, 'batch')
      .mockImplementation((() => Promise.reject(failed)) as unknown as Level['batch']);
    clock.advance(2 * minuteMs);
    expect(sessions.callerOf(id, true).officer).toBe('east-1');
    await Promise.resolve();
    expect(errors).toEqual([failed]);
  });
});

it('opens what earlier versions have stored', async () => {
  // Written by the first version: never to be replaced.
  const id = 'AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE';
  const handle = sha256(id).toString('base64url');
  const value = Buffer.from(
    'Aqx6bOAqhUT4HFPprReci8h94+92SXPb1z9TcZN0lsFdCUV+SqW65+N18ljW7NDS7Z0sX1t3VQW5hpi4iF6z33uzD8t9q0wgjjBi9wP6JbGA53G5FvrlIYjy3Nw5gpYmpNCU1jAQ/b988sHHnLWlGy5KA/vx2KokktMf3a2vSEWem7y0EaavDDV67U4CReDSJMAjHMQ5soA5iP4E8RkFxJwKjwCb/RLEXycwfFtm2HNB6vTncyV5iez7FjXpvxZi1+8ZLg==',
    'base64',
  );
  const section = store.sublevel<string, Buffer>('browser-sessions', { valueEncoding: 'buffer' });
  await section.put(handle, value);
  sessions = await open();
  expect(sessions.callerOf(id, false)).toMatchObject({ ...officer, until: '2026-11-28T20:00:00.000Z' });
});

it('does not open what another key has sealed, or what was altered or moved', async () => {
  const id = await sessions.begin(browser);
  const [[handle, value] = ['', Buffer.of()]] = await stored();
  const section = store.sublevel<string, Buffer>('browser-sessions', { valueEncoding: 'buffer' });
  await section.put(sha256('another').toString('base64url'), value);
  sessions = await open();
  expect(await stored()).toHaveLength(1);
  await section.put(handle, Buffer.from(value.map((byte, at) => (at === 40 ? byte ^ 1 : byte))));
  expect(() => sessions.callerOf(id, true)).not.toThrow();
  await open();
  expect(await stored()).toEqual([]);
  const again = await (sessions = await open()).begin(browser);
  sessions = await open({}, Buffer.alloc(32, 8));
  expect(() => sessions.callerOf(again, true)).toThrow(ended);
});

it('signs a request in where it brings no token, before the certificate of its connection', async () => {
  const verify = jest.fn(() => Promise.reject(new Error('verified')));
  const tokens = { verify } as unknown as ConstructorParameters<typeof Authenticator>[0];
  const authenticator = new Authenticator(tokens, new ClientCertificates([]), sessions);
  const session = { id: await sessions.begin(browser), isUse: true };
  await expect(authenticator.authenticate({ authorization: undefined, session })).resolves.toMatchObject(
    officer,
  );
  await expect(authenticator.authenticate({ authorization: 'Bearer x', session })).rejects.toThrow(
    'verified',
  );
});

it.each([
  ['before', -minuteMs, '2026-11-28T07:59:00.000Z'],
  ['later, by a clock that is ahead', minuteMs, '2026-11-28T08:00:00.000Z'],
])('knows, also after a restart, when its officer proved who he is: %s', async (_, afterMs, at) => {
  const id = await sessions.begin({ ...browser, authenticatedAtMs: clock.nowMs() + afterMs });
  for (const each of [sessions, await open()]) {
    expect(each.callerOf(id, false).session?.authenticatedAt).toBe(at);
  }
});

it('reads what was stored before that was kept', async () => {
  const id = 'A'.repeat(43);
  const handle = sha256(id).toString('base64url');
  const nowMs = clock.nowMs();
  const kept = { schema: 1, ...officer, agent: '', beganAtMs: nowMs - minuteMs, usedAtMs: nowMs };
  const section = store.sublevel<string, Buffer>('browser-sessions', { valueEncoding: 'buffer' });
  await section.put(handle, new WalletCipher(key).seal(handle, JSON.stringify(kept)));
  const { officer: who, session } = (await open()).callerOf(id, false);
  expect([who, session?.authenticatedAt]).toEqual(['east-1', '2026-11-28T07:59:00.000Z']);
});
