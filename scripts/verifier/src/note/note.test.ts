// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { attempt } from '../errors';
import { refusalOf } from '../testing/refused';
import { noteOf, noteSigner } from '../testing/signers';
import { parseNote, parseSignatureLine } from './note';
import { verifyNoteSignature } from './signature';
import { parseVerifierKey } from './verifier-key';

// The example in C2SP signed-note.
const exampleKey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const exampleLine =
  '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=';
const example = `This is an example message.\n\n${exampleLine}\n`;

describe('a note', () => {
  it("of the specification's example verifies, and no altered one does", () => {
    const { text, signatures } = parseNote(Buffer.from(example));
    const [signed] = signatures;
    const key = parseVerifierKey(exampleKey);
    expect(signed).toMatchObject({ name: key.name, id: key.id });
    const signature = signed?.signature ?? Buffer.alloc(0);
    expect(verifyNoteSignature(key, text, signature)).toBe(true);
    expect(verifyNoteSignature(key, `${text}\n`, signature)).toBe(false);
    expect(verifyNoteSignature(key, text, signature.subarray(1))).toBe(false);
  });

  it('is not signed by a key of another length', () => {
    const { text, signatures } = parseNote(Buffer.from(example));
    const key = parseVerifierKey(exampleKey);
    const short = { ...key, publicKey: key.publicKey.subarray(1) };
    expect(verifyNoteSignature(short, text, signatures[0]?.signature ?? Buffer.alloc(0))).toBe(false);
  });

  it('may have empty lines in its text, and many signatures', () => {
    const lines = Array.from({ length: 16 }, () => noteSigner('example/log').line('one\n\ntwo\n'));
    const note = parseNote(Buffer.from(noteOf('one\n\ntwo\n', lines)));
    expect(note.text).toBe('one\n\ntwo\n');
    expect(note.signatures).toHaveLength(16);
  });

  it.each([
    ['no final line feed', example.slice(0, -1), /^malformed/],
    ['CRLF', example.replaceAll('\n', '\r\n'), /control characters/],
    ['NUL', example.replace('message', 'mess\0age'), /control characters/],
    ['a tab', example.replace(' is', '\tis'), /control characters/],
    ['no signature', 'text\n\n', /^malformed/],
    ['no empty line', `text\n${exampleLine}\n`, /no signatures/],
    ['a hyphen for the dash', example.replace('—', '-'), /not a signature line/],
    ['an unknown line', `${example}x\n`, /not a signature line/],
    ['two spaces', example.replace('— ', '—  '), /not a signature line/],
    ['no name', example.replace('— example.com/foo ', '—  '), /not the name/],
    ['a plus in the name', example.replace('.com/', '+com/'), /not the name/],
    ['a Unicode space in the name', example.replace('.com/', '\u2003com/'), /not the name/],
    ['a next-line character in the name', example.replace('.com/', '\u0085com/'), /not the name/],
    ['base64 without padding', example.replace('QM=', 'QM'), /not canonical base64/],
    ['base64 with loose bits', example.replace('QM=', 'QN='), /not canonical base64/],
    ['base64 of URLs', example.replace('n8srV', 'n8-rV'), /not canonical base64/],
    ['nothing but a key id', example.replace(/[^ ]+=/, 'Uw2QOg=='), /the signature is empty/],
    [
      'too many signatures',
      noteOf(
        'text\n',
        Array.from({ length: 65 }, () => exampleLine),
      ),
      /^limit-exceeded/,
    ],
    ['too many bytes', 'x'.repeat(300_000), /^limit-exceeded/],
    ['a name of 256 bytes', example.replace('— example.com/foo', `— ${'n'.repeat(256)}`), /^limit-exceeded/],
  ])('with %s is refused', (_name, note, refusal) => {
    expect(refusalOf(() => parseNote(Buffer.from(note)))).toMatch(refusal);
  });

  it('throws nothing but its own error, whatever the bytes', () => {
    const bytes = Buffer.from(example);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.uint8Array({ maxLength: 8 }), (at, replacement) => {
        const other = Buffer.concat([
          bytes.subarray(0, at),
          replacement,
          bytes.subarray(at + replacement.length),
        ]);
        attempt(() => parseNote(other));
        attempt(() => parseSignatureLine(other.toString('latin1')));
        attempt(() => parseNote(replacement));
      }),
      { numRuns: 500 },
    );
  });
});

describe('a verifier key', () => {
  const ofType = (type: number, bytes: number): string => {
    const material = Buffer.concat([Buffer.of(type), Buffer.alloc(bytes)]).toString('base64');
    return `example.com/foo+00000000+${material}`;
  };

  it.each([
    ['another id', exampleKey.replace('530d', '530e'), /another id/],
    ['an id in capitals', exampleKey.replace('530d', '530D'), /another id/],
    ['an unknown type', ofType(2, 32), /unknown type/],
    ['a short key', ofType(1, 31), /not as long/],
    ['an ML-DSA type with an Ed25519 key', ofType(6, 32), /not as long/],
    ['no name', '+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k', /not the name/],
    ['one plus', 'example.com/foo+530d903a', /not a verifier key/],
    ['nothing', '', /not a verifier key/],
    ['loose base64', `${exampleKey}=`, /base64/],
    ['nothing as material', 'example.com/foo+530d903a+', /unknown type/],
  ])('with %s is refused', (_name, text, refusal) => {
    expect(refusalOf(() => parseVerifierKey(text))).toMatch(refusal);
  });
});
