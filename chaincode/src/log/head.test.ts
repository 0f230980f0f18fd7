// SPDX-License-Identifier: Apache-2.0
import { sign } from 'node:crypto';
import fc from 'fast-check';
import { Refusal } from '../ledger/refusal';
import { LogSigner, testHead } from '../testing/log-signer';
import { network } from '../testing/world';
import { formatCheckpoint } from './checkpoint';
import { checkHeadSignature, cosignatureMessage, subtreeMessage, timestamped } from './cosignature';
import { cosignersOf, demandQuorum, openHead, quorumOf } from './head';
import type { SignedHead } from './head';
import { logOrigin, registeredKeys } from './keys';
import type { RegisteredKey } from './keys';
import { formatNote, formatSignatureLine, readSignatureLine } from './note';
import { formatVerifierKey, readVerifierKey, signatureTypes } from './verifier-key';

const ids = ['archives', 'east', 'west', 'audit'] as const;
type Id = (typeof ids)[number];
const signers = Object.fromEntries(ids.map((id) => [id, new LogSigner(id)])) as Record<Id, LogSigner>;
function keysOf(...organisations: Id[]): RegisteredKey[] {
  return registeredKeys(
    organisations.map((organisation) => ({
      schema: 1,
      version: 1,
      organisation,
      keys: signers[organisation].keys.map((key) => ({ ...key, status: 'current' as const })),
    })),
  );
}
const keys = keysOf(...ids);

const origin = logOrigin(network);
const time = 1_795_395_600;
const head = testHead(8123);
const text = formatCheckpoint(head);
const lines = Object.fromEntries(ids.map((id) => [id, signers[id].cosign(head, time)])) as Record<
  Id,
  [string, string]
>;
const logged = signers.east.signHead(head);

function open(...signatures: string[]): SignedHead {
  return openHead(formatNote(text, signatures), origin, keys);
}
function codeOf(run: () => unknown): unknown {
  try {
    run();
    return 'none';
  } catch (error) {
    return error instanceof Refusal ? error.code : error;
  }
}

describe('the signed message of a cosignature', () => {
  it('is a text with Ed25519 (C2SP tlog-cosignature)', () => {
    expect(cosignatureMessage(head, time).toString()).toBe(`cosignature/v1\ntime 1795395600\n${text}`);
  });

  it('is a structure with ML-DSA-44 (C2SP tlog-cosignature)', () => {
    expect(subtreeMessage(head, time, 'guidang/east').toString('hex')).toBe(
      [
        '737562747265652f76310a00',
        `0c${Buffer.from('guidang/east').toString('hex')}`,
        '000000006b039010',
        `0b${Buffer.from('guidang/log').toString('hex')}`,
        '0000000000000000',
        '0000000000001fbb',
        head.root.toString('hex'),
      ].join(''),
    );
  });
});

describe('a signed head', () => {
  it('names its signers, with their times', () => {
    const { checkpoint, signatures } = open(logged, ...lines.west);
    expect(checkpoint).toEqual(head);
    expect(signatures).toMatchObject([
      { key: { organisation: 'east', role: 'log' } },
      { key: { organisation: 'west', role: 'cosigner', type: 4 }, time },
      { key: { organisation: 'west', role: 'cosigner', type: 6 }, time },
    ]);
    expect(signatures[0]).not.toHaveProperty('time');
  });

  const [ed25519, quantum] = lines.west;
  const other = testHead(8123, 1);
  /** A signature line with the signature of one key under the name of another. */
  const under = (vkey: string, signature: Uint8Array): string =>
    formatSignatureLine(readVerifierKey(vkey), signature);
  const bytesOf = (line: string): Buffer => readSignatureLine(line.trimEnd()).signature;

  it.each<[string, string]>([
    ['by the log, of another head', signers.east.signHead(other)],
    ['by Ed25519, of another head', signers.west.cosign(other, time)[0]],
    ['by ML-DSA-44, of another head', signers.west.cosign(other, time)[1]],
    ["by Ed25519 with another's key", under(signers.east.cosigner.vkey, bytesOf(ed25519))],
    ["by ML-DSA-44 with another's key", under(signers.east.postQuantumCosigner.vkey, bytesOf(quantum))],
    [
      'by Ed25519 at another time',
      under(signers.west.cosigner.vkey, timestamped(time + 1, bytesOf(ed25519).subarray(8))),
    ],
    [
      'by ML-DSA-44 at another time',
      under(signers.west.postQuantumCosigner.vkey, timestamped(time + 1, bytesOf(quantum).subarray(8))),
    ],
    ['at a time beyond all numbers', under(signers.west.cosigner.vkey, Buffer.alloc(72, 0xff))],
    ['of no length', under(signers.west.cosigner.vkey, Buffer.alloc(1))],
    [
      'by Ed25519, a byte too long',
      under(signers.west.cosigner.vkey, Buffer.concat([bytesOf(ed25519), Buffer.alloc(1)])),
    ],
    [
      'by ML-DSA-44, a byte too short',
      under(signers.west.postQuantumCosigner.vkey, bytesOf(quantum).subarray(0, -1)),
    ],
    ['by the log, without cosignature, as cosigner', under(signers.east.cosigner.vkey, bytesOf(logged))],
    ['by the log with the other kind of signature', under(signers.east.log.vkey, bytesOf(ed25519))],
    ['by a stranger', new LogSigner('north').cosign(head, time)[0]],
    ['by the key that came before', new LogSigner('west', 1).cosign(head, time)[0]],
    ['as a seal', under(signers.east.seal.vkey, sign(null, Buffer.from(text), signers.east.seal.privateKey))],
  ])('is refused with a signature %s', (_, line) => {
    expect(codeOf(() => open(line))).toBe('head-signature-invalid');
  });

  it('is refused for another log, or with extension lines', () => {
    const stranger = { ...head, origin: 'other/log' };
    const note = formatNote(formatCheckpoint(stranger), [signers.east.signHead(stranger)]);
    expect(codeOf(() => openHead(note, origin, keys))).toBe('head-invalid');
    expect(codeOf(() => openHead(formatNote(`${text}more\n`, [logged]), origin, keys))).toBe('head-invalid');
  });

  it('is refused when any bit of a signature is flipped', () => {
    for (const line of [logged, ...lines.west]) {
      const { name, id } = readSignatureLine(line.trimEnd());
      const key = keys.find((candidate) => candidate.name === name && candidate.id === id);
      if (key === undefined) throw new Error('no such key');
      const bytes = bytesOf(line);
      expect(codeOf(() => checkHeadSignature(head, key, bytes))).toBe('none');
      fc.assert(
        fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
          const turned = Buffer.from(bytes);
          turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          expect(codeOf(() => checkHeadSignature(head, key, turned))).toBe('head-signature-invalid');
        }),
        { numRuns: 40 },
      );
    }
  });

  it('is refused with a typed refusal under keys that are not curve points', () => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
    const { cosignature, subtree } = signatureTypes;
    fc.assert(
      fc.property(bytes(32), bytes(1312), fc.uint8Array({ maxLength: 80 }), (point, lattice, signature) => {
        const weak = [
          readVerifierKey(formatVerifierKey('a', cosignature, point)),
          readVerifierKey(formatVerifierKey('a', subtree, lattice)),
        ];
        for (const key of weak) {
          expect(codeOf(() => checkHeadSignature(head, key, Buffer.from(signature)))).toBe(
            'head-signature-invalid',
          );
          expect(
            codeOf(() => checkHeadSignature(head, key, bytesOf(key.type === subtree ? quantum : ed25519))),
          ).toBe('head-signature-invalid');
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('a quorum', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 3],
  ])('of %d organisations is %d', (count, quorum) => {
    expect(quorumOf(keysOf(...ids.slice(0, count)))).toBe(quorum);
  });

  it('of no organisations is more than there are', () => {
    expect(quorumOf([])).toBe(1);
    expect(
      codeOf(() => {
        demandQuorum({ checkpoint: head, signatures: [] }, []);
      }),
    ).toBe('quorum-missing');
  });

  const { archives, east, west, audit } = lines;
  it.each<[string, string, string[]]>([
    ['three of four', 'none', [logged, ...archives, ...east, ...west]],
    [
      'four of four, and logs',
      'none',
      [logged, signers.west.signHead(head), ...archives, ...east, ...west, ...audit],
    ],
    ['two of four', 'quorum-missing', [logged, ...archives, ...east]],
    ['three, with no log', 'quorum-missing', [...archives, ...east, ...west]],
    [
      'three logs',
      'quorum-missing',
      [signers.archives, signers.east, signers.west].map((signer) => signer.signHead(head)),
    ],
    ['three by Ed25519 alone', 'quorum-missing', [logged, archives[0], east[0], west[0]]],
    ['three by ML-DSA-44 alone', 'quorum-missing', [logged, archives[1], east[1], west[1]]],
    [
      'two, and a half from each of two others',
      'quorum-missing',
      [logged, ...archives, ...east, west[0], audit[1]],
    ],
    ['one organisation three times', 'head-invalid', [logged, ...archives, ...east, ...east, ...east]],
  ])('is required: %s', (_, code, signatures) => {
    expect(
      codeOf(() => {
        demandQuorum(open(...signatures), keys);
      }),
    ).toBe(code);
  });

  it('counts an organisation once, however many of its keys sign', () => {
    const again = new LogSigner('east', 1);
    const both = [
      ...keys,
      ...registeredKeys([
        {
          schema: 1,
          version: 1,
          organisation: 'east',
          keys: again.keys.map((key) => ({ ...key, status: 'current' as const })),
        },
      ]),
    ];
    const signatures = [logged, ...archives, ...east, ...again.cosign(head, time)];
    const opened = openHead(formatNote(text, signatures), origin, both);
    expect(cosignersOf(opened)).toEqual(['archives', 'east']);
    expect(quorumOf(both)).toBe(3);
    expect(
      codeOf(() => {
        demandQuorum(opened, both);
      }),
    ).toBe('quorum-missing');
  });
});
