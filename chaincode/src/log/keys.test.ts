// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '../ledger/refusal';
import { limits } from '../ledger/limits';
import { LogSigner } from '../testing/log-signer';
import { network } from '../testing/world';
import { changeLogKeys, registeredKeys } from './keys';
import type { Registered } from './keys';
import type { LogKeyChange, LogKeys, NewLogKey } from './model';
import { formatVerifierKey, readVerifierKey } from './verifier-key';

const east = new LogSigner('east');
const later = new LogSigner('east', 1);
const west = new LogSigner('west');
const [log, cosigner, postQuantumCosigner, seal] = east.keys as [
  (typeof east.keys)[0],
  (typeof east.keys)[0],
  (typeof east.keys)[0],
  (typeof east.keys)[0],
];

const organisations = ['east', 'west'];
const none: Registered = { network, organisations, rows: [] };
const founded: Registered = { network, organisations, rows: [enter('east', east), enter('west', west)] };

function enter(organisation: string, { keys }: LogSigner): LogKeys {
  return changeLogKeys({ organisation, add: keys, retire: [] }, none).row;
}

function refusal(change: Partial<LogKeyChange>, registered = founded): unknown {
  try {
    return changeLogKeys({ organisation: 'east', add: [], retire: [], ...change }, registered);
  } catch (error) {
    return error instanceof Refusal ? error.code : error;
  }
}

function named(vkey: string, name: string): string {
  const { type, publicKey } = readVerifierKey(vkey);
  return formatVerifierKey(name, type, publicKey);
}

/** The points of order 1, 2, 4 and 8, and two spellings that are not canonical. */
const smallOrder = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
];

/** A log key at this point, with a signature that OpenSSL takes for any message in one of eight tries. */
function ofPoint(point: string): NewLogKey {
  const vkey = formatVerifierKey('guidang/log', 1, Buffer.from(point, 'hex'));
  const possession = Buffer.concat([Buffer.from(point, 'hex'), Buffer.alloc(32)]).toString('base64');
  return { role: 'log', vkey, possession };
}

function statuses({ keys }: LogKeys): string[] {
  return keys.map(({ status }) => status);
}

describe("an organisation's log keys", () => {
  it('are registered all at once', () => {
    const { row, event } = changeLogKeys({ organisation: 'east', add: east.keys, retire: [] }, none);
    expect(row).toMatchObject({ version: 1, organisation: 'east' });
    expect(statuses(row)).toEqual(['current', 'current', 'current', 'current']);
    expect(event).toMatchObject({
      type: 'log-keys.entered',
      subject: { kind: 'log-keys', id: 'east' },
      version: 1,
      data: { added: east.labels, retired: [] },
    });
    expect(east.labels[0]).toMatch(/^guidang\/log\+[0-9a-f]{8}$/);
    expect(east.labels[1]).toMatch(/^guidang\/east\+[0-9a-f]{8}$/);
    expect(east.labels[3]).toMatch(/^guidang\/east\/seal\+[0-9a-f]{8}$/);
  });

  it('are rotated one by one or all together, and the retired ones are kept', () => {
    const one = changeLogKeys(
      { organisation: 'east', add: [later.keys[0] ?? log], retire: [east.labels[0] ?? ''] },
      founded,
    );
    expect(statuses(one.row)).toEqual(['retired', 'current', 'current', 'current', 'current']);
    expect(one.event).toMatchObject({
      type: 'log-keys.changed',
      version: 2,
      data: { added: [later.labels[0]], retired: [east.labels[0]] },
    });
    const all = changeLogKeys({ organisation: 'east', add: later.keys, retire: east.labels }, founded);
    expect(registeredKeys([all.row]).map(({ role, type, status }) => [role, type, status])).toEqual([
      ...[
        ['log', 1],
        ['cosigner', 4],
        ['cosigner', 6],
        ['seal', 1],
      ].map((purpose) => [...purpose, 'retired']),
      ...[
        ['log', 1],
        ['cosigner', 4],
        ['cosigner', 6],
        ['seal', 1],
      ].map((purpose) => [...purpose, 'current']),
    ]);
  });

  it('may all be retired, and new ones registered later', () => {
    const { row } = changeLogKeys({ organisation: 'east', add: [], retire: east.labels }, founded);
    expect(statuses(row)).toEqual(['retired', 'retired', 'retired', 'retired']);
    const gone = { ...founded, rows: [row] };
    expect(changeLogKeys({ organisation: 'east', add: later.keys, retire: [] }, gone).row.keys).toHaveLength(
      8,
    );
  });

  it.each<[string, string, Registered, Partial<LogKeyChange>]>([
    ['names no key', 'log-key-invalid', founded, {}],
    ['leaves one without a purpose', 'log-key-invalid', founded, { retire: east.labels.slice(0, 1) }],
    ['brings a second for a purpose', 'log-key-invalid', founded, { add: later.keys.slice(0, 1) }],
    ['brings three of four', 'log-key-invalid', none, { add: east.keys.slice(1) }],
    [
      'brings one for another purpose',
      'log-key-invalid',
      founded,
      { add: later.keys.slice(0, 1), retire: east.labels.slice(1, 2) },
    ],
    [
      'brings no proof of possession',
      'log-key-invalid',
      none,
      { add: east.keys.map(({ role, vkey }) => ({ role, vkey })) },
    ],
    [
      "brings another key's proof of possession",
      'log-key-invalid',
      none,
      { add: east.keys.map((key) => ({ ...key, possession: log.possession })) },
    ],
    ...smallOrder.map((point): [string, string, Registered, Partial<LogKeyChange>] => [
      `brings the point of small order ${point}`,
      'log-key-invalid',
      none,
      { add: [ofPoint(point), cosigner, postQuantumCosigner, seal] },
    ]),
    ['brings what is no key', 'log-key-invalid', none, { add: [{ ...log, vkey: 'none' }] }],
    ["brings another organisation's keys", 'log-key-invalid', none, { add: west.keys }],
    [
      'brings a key of another network',
      'log-key-invalid',
      none,
      { add: [{ ...log, vkey: named(log.vkey, 'other/log') }, cosigner, postQuantumCosigner, seal] },
    ],
    [
      'brings a log key as seal',
      'log-key-invalid',
      none,
      { add: [{ ...log, role: 'seal' }, cosigner, postQuantumCosigner, { ...seal, role: 'log' }] },
    ],
    ['retires a stranger', 'not-found', founded, { retire: west.labels.slice(0, 1) }],
    ['retires where nothing is', 'not-found', none, { retire: east.labels }],
    ['brings back what it retires', 'already-exists', founded, { add: east.keys, retire: east.labels }],
    [
      'brings one key for two purposes',
      'already-exists',
      none,
      {
        add: [
          log,
          cosigner,
          postQuantumCosigner,
          { role: 'seal', vkey: named(log.vkey, 'guidang/east/seal') },
        ],
      },
    ],
    [
      'brings a cosigner that is another organisation’s under its own name',
      'already-exists',
      founded,
      {
        add: [later.keys[1] ?? log].map((key) => ({
          ...key,
          vkey: named(west.cosigner.vkey, 'guidang/east'),
        })),
        retire: east.labels.slice(1, 2),
      },
    ],
  ])('cannot change by one that %s', (_, code, registered, change) => {
    expect(refusal(change, registered)).toBe(code);
  });

  it('cannot return once retired', () => {
    const { row } = changeLogKeys({ organisation: 'east', add: later.keys, retire: east.labels }, founded);
    const change = { add: east.keys, retire: later.labels };
    expect(refusal(change, { ...founded, rows: [row] })).toBe('already-exists');
  });

  it(`are ${limits.logKeysPerOrganisationMax} at most`, () => {
    const keys = Array.from({ length: limits.logKeysPerOrganisationMax - 4 }, () => ({
      ...log,
      status: 'retired' as const,
    }));
    const current = east.keys.map((key) => ({ ...key, status: 'current' as const }));
    const rows = [{ ...enter('east', east), keys: [...keys, ...current] }];
    expect(refusal({ add: later.keys, retire: east.labels }, { ...founded, rows })).toBe('limit-exceeded');
  });
});
