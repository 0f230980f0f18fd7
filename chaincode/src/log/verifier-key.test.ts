// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { Refusal } from '../ledger/refusal';
import { formatVerifierKey, keyLabel, readVerifierKey, signatureTypes } from './verifier-key';

/** The example of C2SP signed-note. */
const example = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';

function refused(vkey: string): unknown {
  try {
    return readVerifierKey(vkey);
  } catch (error) {
    return error instanceof Refusal ? error.code : error;
  }
}

describe('a verifier key', () => {
  it('is parsed as the specification says', () => {
    const key = readVerifierKey(example);
    expect(key).toMatchObject({ name: 'example.com/foo', id: '530d903a', type: signatureTypes.ed25519 });
    expect(keyLabel(key)).toBe('example.com/foo+530d903a');
    expect(formatVerifierKey(key.name, key.type, key.publicKey)).toBe(example);
  });

  it.each<[string, (vkey: string) => string]>([
    ['nothing', () => ''],
    ['no parts', () => 'example.com/foo'],
    ['no name', (vkey) => vkey.replace('example.com/foo', '')],
    ['a space in its name', (vkey) => vkey.replace('/', ' ')],
    ['a wide space in its name', (vkey) => vkey.replace('/', '\u3000')],
    ['a line feed in its name', (vkey) => vkey.replace('/', '\n')],
    ['another name', (vkey) => vkey.replace('foo', 'bar')],
    ['another identifier', (vkey) => vkey.replace('530d', '530e')],
    ['an identifier in capitals', (vkey) => vkey.replace('530d', '530D')],
    ['a short identifier', (vkey) => vkey.replace('530d', '30d')],
    ['another type', (vkey) => vkey.replace('+Aeky', '+Beky')],
    ['a type that this log does not use', (vkey) => vkey.replace('+Aeky', '+Auky')],
    ['a shorter key', (vkey) => vkey.slice(0, -4)],
    ['a longer key', (vkey) => `${vkey}AAAA`],
    ['a line feed after it', (vkey) => `${vkey}\n`],
    ['base64 of another alphabet', (vkey) => vkey.replace('+Aeky', '+_eky')],
    ['padding that it does not need', (vkey) => `${vkey}====`],
  ])('is refused with %s', (_, change) => {
    expect(refused(change(example))).toBe('log-key-invalid');
  });

  it('of any of the three types round-trips', () => {
    const material = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
    const { ed25519, cosignature, subtree } = signatureTypes;
    const any = fc.oneof(
      fc.tuple(fc.constantFrom(ed25519, cosignature), material(32)),
      fc.tuple(fc.constant(subtree), material(1312)),
    );
    fc.assert(
      fc.property(any, ([type, publicKey]) => {
        const key = readVerifierKey(formatVerifierKey('guidang/east', type, publicKey));
        expect(key).toMatchObject({ name: 'guidang/east', type, publicKey: Buffer.from(publicKey) });
      }),
    );
  });

  it('parses any text to a key or a refusal', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string().map((text) => `a+530d903a+${text}`),
        ),
        (text) => {
          expect(refused(text)).toBe('log-key-invalid');
        },
      ),
    );
  });
});
