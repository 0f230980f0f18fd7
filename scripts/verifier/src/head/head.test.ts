// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { attempt } from '../errors';
import { start, TestLog } from '../testing/log';
import { refusalOf } from '../testing/refused';
import { keyLines, keysText, makeOrganisation, noteOf, noteSigner, testOrigin } from '../testing/signers';
import type { Organisation } from '../testing/signers';
import { parseCheckpoint } from './checkpoint';
import { parseKeys } from './keys';
import { openHead, quorumOf } from './open-head';
import type { Policy } from './open-head';

const log = new TestLog(20);
const [archives, audit, east, west] = log.organisations as [
  Organisation,
  Organisation,
  Organisation,
  Organisation,
];
function policyOf(keys: string, more: Partial<Policy> = {}): Policy {
  return {
    keys: parseKeys(Buffer.from(keys)),
    ...more,
  };
}
const policy = policyOf(log.keys);
function open(note: string, by = policy): unknown {
  return openHead(Buffer.from(note), by);
}

it.each([
  ['two organisations of three', [10, 30, 20], 20],
  ['one that lies', [10, 900_000, 20], 20],
  ['four, the lower', [40, 10, 30, 20], 20],
])('a head is dated by the lower median of its cosignatures: %s', (_, times, expected) => {
  const text = log.text(5);
  const lines = times.flatMap((time, index) => {
    const { ed25519, mlDsa } = log.organisations[index] ?? log.organisation('east');
    return [ed25519.line(text, start + time), mlDsa.line(text, start + time)];
  });
  const note = noteOf(text, [log.organisation('east').log.line(text), ...lines]);
  expect(open(note)).toMatchObject({ cosignedAt: start + expected });
});

describe('a checkpoint', () => {
  const root = Buffer.alloc(32, 1).toString('base64');

  it('is origin, size and root', () => {
    const parsed = parseCheckpoint(`o\n${Number.MAX_SAFE_INTEGER}\n${root}\n`);
    expect(parsed).toEqual({ origin: 'o', size: Number.MAX_SAFE_INTEGER, root: new Uint8Array(32).fill(1) });
  });

  it.each([
    ['leading zeros', `o\n07\n${root}\n`],
    ['a sign', `o\n+7\n${root}\n`],
    ['a negative size', `o\n-7\n${root}\n`],
    ['an exponent', `o\n1e3\n${root}\n`],
    ['a space', `o\n 7\n${root}\n`],
    ['2^53', `o\n9007199254740992\n${root}\n`],
    ['a huge size', `o\n${'9'.repeat(300)}\n${root}\n`],
    ['full-width digits', `o\n７\n${root}\n`],
    ['no size', `o\n\n${root}\n`],
    ['a short root', `o\n7\n${Buffer.alloc(31).toString('base64')}\n`],
    ['loose base64', `o\n7\n${root.slice(0, -1)}\n`],
    ['an extension line', `o\n7\n${root}\nextension\n`],
    ['an empty line', `o\n7\n${root}\n\n`],
    ['no final line feed', `o\n7\n${root}`],
    ['no origin', `\n7\n${root}\n`],
    ['nothing', ''],
  ])('with %s is refused', (_name, text) => {
    expect(refusalOf(() => parseCheckpoint(text))).toMatch(/^malformed: /);
  });
});

describe('keys', () => {
  it('are read with their owners, their limits and the quorum', () => {
    const text = [
      '# the log keys of the network, for people',
      ...keyLines(east, 'from 0 until 8123'),
      '',
    ].join('\n');
    const keys = parseKeys(Buffer.from(`# origin ${testOrigin}\n# quorum 3\n${text}`));
    expect(keys).toMatchObject({ origin: testOrigin, quorums: [{ organisations: 3 }] });
    expect(
      keys.all.map(({ organisation, role, type, from, until }) => [organisation, role, type, from, until]),
    ).toEqual([
      ['east', 'log', 1, 0, 8123],
      ['east', 'cosigner', 4, 0, 8123],
      ['east', 'cosigner', 6, 0, 8123],
      ['east', 'seal', 1, 0, 8123],
    ]);
  });

  it('say by type and name what they are for, where no comment does', () => {
    const keys = parseKeys(
      Buffer.from([east.log, east.ed25519, east.mlDsa, east.seal].map(({ vkey }) => vkey).join('\n')),
    );
    expect(keys.all.map(({ organisation, role, from }) => [organisation, role, from])).toEqual([
      [testOrigin, 'log', undefined],
      ['east', 'cosigner', undefined],
      ['east', 'cosigner', undefined],
      ['east', 'seal', undefined],
    ]);
  });

  it.each([
    ['a limit that is no number', '# east cosigner ed25519 from x', east.ed25519.vkey],
    ['leading zeros', '# east cosigner ed25519 from 00', east.ed25519.vkey],
    ['a limit that ends early', '# east cosigner ed25519 from 0 until', east.ed25519.vkey],
    ['no limit', '# east cosigner ed25519', east.ed25519.vkey],
    ['a word too many', '# east cosigner ed25519 from 0 until 5 x', east.ed25519.vkey],
    ['another role', '# east log ed25519 from 0', east.ed25519.vkey],
    ['another algorithm', '# east cosigner ml-dsa-44 from 0', east.ed25519.vkey],
    [
      'an owner for some of them',
      '# east cosigner ed25519 from 0',
      east.ed25519.vkey,
      '# west cosigner',
      west.ed25519.vkey,
    ],
    ['a comment between a key and its own', '# east cosigner ed25519 from 0\n# note', east.ed25519.vkey],
    ['a comment without its key', east.ed25519.vkey, '# east cosigner ed25519 from 0'],
    ['tabs in a comment that says too little', '# east\tcosigner\ted25519', east.ed25519.vkey],
    ['a quorum of none', '# quorum 0', east.ed25519.vkey],
    ['a quorum without a number', '# quorum', east.ed25519.vkey],
    ['two quorums', '# quorum 1\n# quorum 2', east.ed25519.vkey],
    ['two quorums for one size', '# quorum 3 from 7\n# quorum 1 from 0 until 8', east.ed25519.vkey],
    ['a quorum for any size beside another', '# quorum 3 from 7\n# quorum 1', east.ed25519.vkey],
    ['a quorum that is no number', '# quorum of three', east.ed25519.vkey],
    ['a quorum whose span ends early', '# quorum 3 from 0 until', east.ed25519.vkey],
    ['a quorum with a word too many', '# quorum 3 from 0 until 9 x', east.ed25519.vkey],
    ['two origins', '# origin a\n# origin b', east.ed25519.vkey],
    ['one key twice', east.ed25519.vkey, east.ed25519.vkey],
    ['no keys', '# origin a', ''],
    ['a line that is no key', 'x', east.ed25519.vkey],
    ['CRLF', `${east.log.vkey}\r`, east.ed25519.vkey],
  ])('with %s are refused', (_name, ...lines) => {
    expect(refusalOf(() => parseKeys(Buffer.from(lines.join('\n'))))).toMatch(/^malformed: /);
  });

  it('say which heads are set aside, which no quorum makes valid', () => {
    const note = log.head({ size: 5, by: [archives, east, west] });
    const { root } = parseCheckpoint(log.text(5));
    const line = (size: number, hash: Uint8Array): string =>
      `# set-aside ${size} ${Buffer.from(hash).toString('base64')}`;
    const refused = policyOf(`${line(5, root)}\n${log.keys}`);
    expect(refused.keys.setAside).toEqual([{ size: 5, root: new Uint8Array(root) }]);
    expect(refusalOf(() => open(note, refused))).toMatch(/^set-aside: /);
    for (const other of [line(6, root), line(5, Buffer.alloc(32))]) {
      expect(open(note, policyOf(`${other}\n${log.keys}`))).toMatchObject({ size: 5 });
    }
    for (const wrong of ['# set-aside', '# set-aside 5', `${line(5, root)} x`, '# set-aside x AAAA']) {
      expect(refusalOf(() => policyOf(`${wrong}\n${log.keys}`))).toMatch(/^malformed: /);
    }
  });

  it('throw nothing but the own error, whatever the bytes', () => {
    const bytes = Buffer.from(log.keys);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.uint8Array({ maxLength: 8 }), (at, replacement) => {
        attempt(() => parseKeys(Buffer.concat([bytes.subarray(0, at), replacement, bytes.subarray(at + 1)])));
      }),
    );
  });
});

describe('the quorum', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 3],
    [7, 5],
  ])('of %i organisations is %i, where the keys say none', (organisations, expected) => {
    const cosigners = Array.from(
      { length: organisations },
      (_, index) => makeOrganisation(`o${index}`).ed25519.vkey,
    );
    expect(quorumOf(policyOf(cosigners.join('\n')), 9)).toBe(expected);
    expect(quorumOf(policyOf(cosigners.join('\n'), { quorum: 1 }), 9)).toBe(1);
  });

  it('is that of the organisations whose keys count for the size, where the keys say none', () => {
    const keys = [...keyLines(archives, 'from 2'), ...keyLines(audit, 'from 4'), ...keyLines(east, 'from 4')];
    const sizes = [3, 4, 5].map((size) => quorumOf(policyOf(keys.join('\n')), size));
    expect(sizes).toEqual([1, 1, 3]);
  });

  it('is that which the keys say for the size of the head', () => {
    const spans = ['# quorum 3 from 9', '# quorum 1 from 2 until 5', '# quorum 2 from 5 until 9'];
    const dated = policyOf(log.keys.replace('# quorum 3', spans.join('\n')));
    expect([3, 5, 6, 9, 10, 1e9].map((size) => quorumOf(dated, size))).toEqual([1, 1, 2, 2, 3, 3]);
    expect(refusalOf(() => quorumOf(dated, 2))).toMatch(/^quorum: the keys know no quorum for/);
    expect(quorumOf({ ...dated, quorum: 2 }, 5)).toBe(2);
    expect(refusalOf(() => quorumOf({ ...dated, quorum: 2 }, 10))).toMatch(/^usage: /);
  });

  it('can be raised above what the keys say, not lowered', () => {
    expect(quorumOf(policyOf(log.keys, { quorum: 4 }), 9)).toBe(4);
    expect(refusalOf(() => quorumOf(policyOf(log.keys, { quorum: 2 }), 9))).toMatch(/^usage: /);
  });
});

describe('a head', () => {
  const size = 20;
  const text = log.text(size);
  const whole = log.head({ size });
  const three = [archives, audit, east];
  const both = ({ ed25519, mlDsa }: Organisation): string[] => [
    ed25519.line(text, start),
    mlDsa.line(text, start),
  ];
  const by = (...lines: readonly string[]): string => noteOf(text, [archives.log.line(text), ...lines]);

  it('holds with the log and three of four organisations', () => {
    expect(open(whole)).toMatchObject({
      origin: testOrigin,
      size,
      quorum: 3,
      cosigners: ['archives', 'audit', 'east'],
      earliest: start + size,
      latest: start + size,
    });
  });

  it('says the times between which it was cosigned', () => {
    const note = by(
      ...both(archives),
      audit.ed25519.line(text, start + 5),
      audit.mlDsa.line(text, start + 9),
      ...both(east),
    );
    expect(open(note)).toMatchObject({ earliest: start, latest: start + 9 });
  });

  it('passes over signatures of unknown keys, also under a known name', () => {
    const stranger = makeOrganisation('west');
    expect(open(by(...three.flatMap(both), ...both(stranger)))).toMatchObject({
      cosigners: ['archives', 'audit', 'east'],
    });
  });

  const renewed = makeOrganisation('east');
  const retired = (range: string): Policy =>
    policyOf(
      [
        `# quorum 3`,
        ...[archives, audit, west].flatMap((known) => keyLines(known)),
        ...keyLines(east, range),
        ...keyLines(renewed, 'from 10'),
        '',
      ].join('\n'),
    );

  it('counts a retired key up to its end, and a new one from its beginning', () => {
    const old = by(...three.flatMap(both));
    expect(refusalOf(() => open(old, retired('from 0 until 20')))).toBe('accepted');
    expect(refusalOf(() => open(old, retired('from 0 until 19')))).toMatch(/^quorum: 2 of the 3/);
    expect(refusalOf(() => open(old, retired('from 19')))).toBe('accepted');
    expect(refusalOf(() => open(old, retired('from 20')))).toMatch(/^quorum: 2 of the 3/);
  });

  it('after a change of keys asks those who have the keys of before for newer ones', () => {
    const after = noteOf(text, [renewed.log.line(text), ...both(archives), ...both(audit), ...both(renewed)]);
    expect(refusalOf(() => open(after, policy))).toMatch(
      /^keys-older: .*another log of that name; fetch newer ones/,
    );
    const known = by(...[archives, audit, renewed].flatMap(both));
    expect(refusalOf(() => open(known, policy))).toMatch(/^keys-older: /);
    // What would be too few with newer keys too is wrong.
    const few = by(...[archives, renewed].flatMap(both));
    expect(refusalOf(() => open(few, policy))).toMatch(/^quorum: 1 of the 3/);
  });

  it('with a signature that does not hold is refused, even of a retired key', () => {
    const forged = by(...three.flatMap(both), east.ed25519.line(log.text(19), start));
    expect(refusalOf(() => open(forged, retired('from 0 until 5')))).toMatch(/^signature: /);
  });

  it('of an earlier size has the quorum of that size', () => {
    const dated = (span: string): Policy =>
      policyOf(log.keys.replace('# quorum 3', `# quorum 2 ${span}\n# quorum 3 from 20`));
    const two = by(...[archives, audit].flatMap(both));
    expect(refusalOf(() => open(two, dated('from 0 until 20')))).toBe('accepted');
    expect(
      refusalOf(() => open(two, policyOf(log.keys.replace('# quorum 3', '# quorum 3 from 19')))),
    ).toMatch(/^quorum: 2 of the 3/);
    expect(refusalOf(() => open(whole, dated('from 0 until 19')))).toMatch(/^quorum: the keys know no/);
  });

  const bare = (...signers: readonly Organisation[]): string =>
    [archives.log.vkey, ...signers.flatMap(({ ed25519, mlDsa }) => [ed25519.vkey, mlDsa.vkey])].join('\n');

  it.each<[string, string, Policy, RegExp]>([
    ['two organisations', by(...[archives, audit].flatMap(both)), policy, /^quorum: 2 of the 3/],
    ['none', by(), policy, /^quorum: 0 of the 3/],
    [
      'one organisation three times',
      by(...both(east), ...both(east), ...both(east)),
      policy,
      /^quorum: 1 of the 3/,
    ],
    [
      'old and new key of one organisation',
      by(...both(archives), ...both(east), ...both(renewed)),
      retired('from 0'),
      /^quorum: 2 of the 3/,
    ],
    [
      'two organisations under bare keys of four',
      by(...[archives, audit].flatMap(both)),
      policyOf(bare(...log.organisations)),
      /^quorum: 2 of the 3/,
    ],
    [
      'Ed25519 alone',
      by(...three.map(({ ed25519 }) => ed25519.line(text, start))),
      policy,
      /^quorum: 0 of the 3/,
    ],
    [
      'ML-DSA-44 alone',
      by(...three.map(({ mlDsa }) => mlDsa.line(text, start))),
      policy,
      /^quorum: 0 of the 3/,
    ],
    ['no signature of the log', noteOf(text, three.flatMap(both)), policy, /^unsigned: /],
    [
      "a stranger's log key",
      noteOf(text, [noteSigner(testOrigin).line(text), ...three.flatMap(both)]),
      policy,
      /^unsigned: /,
    ],
    ['a log key that was retired', whole, retiredLog('from 0 until 19'), /^unsigned: /],
    ['a log key that came later', whole, retiredLog('from 20'), /^unsigned: /],
    [
      'another origin',
      noteOf(text.replace(testOrigin, 'other/log'), []).concat(`${archives.log.line(text)}\n`),
      policy,
      /^other-log: .*"other\/log"/,
    ],
    [
      'an origin that bare keys are not for',
      whole.replaceAll(testOrigin, 'other/log'),
      policyOf(bare(east)),
      /^other-log: .*"other\/log"/,
    ],
    ['another size', whole.replace('\n20\n', '\n19\n'), policy, /^signature: /],
    ['another root', whole.replace(text, log.text(19).replace('\n19\n', '\n20\n')), policy, /^signature: /],
    ['half a time', by(cutTo(7, east.ed25519.line(text, start))), policy, /^signature: /],
    ['a time beyond all calendars', by(east.ed25519.line(text, 2 ** 52)), policy, /^signature: /],
    ['four needed', whole, policyOf(log.keys, { quorum: 4 }), /^quorum: 3 of the 4/],
    [
      'keys without ML-DSA-44',
      whole,
      policyOf([archives.log, archives.ed25519].map(({ vkey }) => vkey).join('\n')),
      /--ed25519-only/,
    ],
  ])('is refused with %s', (_name, note, rules, refusal) => {
    expect(refusalOf(() => open(note, rules))).toMatch(refusal);
  });

  /** A signature line with this many bytes of its signature. */
  function cutTo(bytes: number, line: string): string {
    const [dash, name, encoded = ''] = line.split(' ');
    const keyIdBytes = 4;
    const cut = Buffer.from(encoded, 'base64').subarray(0, keyIdBytes + bytes);
    return [dash, name, cut.toString('base64')].join(' ');
  }

  function retiredLog(range: string): Policy {
    return policyOf(
      keysText(log.organisations).replace('# archives log ed25519 from 0', `# archives log ed25519 ${range}`),
    );
  }

  it('needs Ed25519 alone where that is asked for', () => {
    const note = by(...three.map(({ ed25519 }) => ed25519.line(text, start)));
    expect(open(note, policyOf(log.keys, { ed25519Only: true }))).toMatchObject({ quorum: 3 });
  });

  it('with any bit flipped is refused, or says the same with fewer signatures', () => {
    const bytes = Buffer.from(whole);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const other = Buffer.from(bytes);
        other[at] = (other[at] ?? 0) ^ (1 << bit);
        expect(refusalOf(() => openHead(other, policy))).not.toBe('accepted');
      }),
      { numRuns: 300 },
    );
  });
});
