// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { thrown } from '../testing/thrown';
import { canonicalJson } from '../ledger/canonical';
import { sha256 } from '../ledger/hash';
import { limits } from '../ledger/limits';
import { Signer } from '../testing/signer';
import { checkSignature, lowS, publicKeyFrom, readSignedCommand } from './signed-command';

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { x = '', y = '' } = keys.publicKey.export({ format: 'jwk' });
const fingerprint = 'ab'.repeat(32);
const signer = new Signer('', keys.privateKey, fingerprint);
const envelope = {
  network: 'guidang',
  channel: 'records',
  id: 'command-1',
  type: 'record.create',
  role: 'acceptor',
  issuedAt: '2026-11-23T01:00:00.000Z',
  body: { any: [1, 'thing', null] },
};
function base64url(text: string | Uint8Array): string {
  return Buffer.from(text).toString('base64url');
}
function refusalOf(jws: string): unknown {
  return thrown(() => readSignedCommand(jws));
}

describe('a signed command', () => {
  it('is parsed: its content, its signer and the signed bytes', () => {
    const jws = signer.sign(envelope);
    const [header = '', payload = '', signature = ''] = jws.split('.');
    expect(readSignedCommand(jws)).toEqual({
      envelope,
      certificate: fingerprint,
      signature,
      digest: sha256(canonicalJson(envelope)),
      signingInput: `${header}.${payload}`,
    });
    expect(() => {
      checkSignature(readSignedCommand(jws), publicKeyFrom({ x, y }));
    }).not.toThrow();
  });

  it('refuses any other text with a typed refusal', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.json().map(base64url),
      fc.constantFrom(base64url(canonicalJson(signer.header)), base64url(canonicalJson(envelope)), ''),
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join('.')),
    );
    fc.assert(
      fc.property(text, (jws) => {
        try {
          expect(readSignedCommand(jws).envelope).toEqual(envelope);
        } catch (error) {
          expect(error).toMatchObject({ name: 'Refusal' });
        }
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['two parts', 'e30.e30'],
    ['four parts', `${signer.sign(envelope)}.e30`],
    ['an empty payload', signer.sign(envelope).replace(/\.[^.]+\./, '..')],
    ['base64 with padding', `${signer.sign(envelope)}=`],
    ['base64 of the other alphabet', signer.sign(envelope).replace(/^./, '+')],
    ['a space', ` ${signer.sign(envelope)}`],
    ['a line feed', `${signer.sign(envelope)}\n`],
    ['JSON serialisation (RFC 7515 section 7.2)', '{"payload":"e30","signatures":[]}'],
  ])('refuses %s', (_, jws) => {
    // The signature is decoded only when it is verified.
    expect(
      thrown(() => {
        checkSignature(readSignedCommand(jws), publicKeyFrom({ x, y }));
      }),
    ).toMatchObject({ code: 'command-malformed' });
  });

  it.each([
    ['no algorithm', { alg: 'none' }, 'header/alg'],
    ['a shared secret', { alg: 'HS256' }, 'header/alg'],
    ['another curve', { alg: 'ES384' }, 'header/alg'],
    ['another kind of JWS', { typ: 'JWT' }, 'header/typ'],
    ['a thumbprint of another length', { 'x5t#S256': 'abc' }, 'header/x5t#S256'],
    ['a key of its own (RFC 7515 section 4.1.3)', { jwk: {} }, 'header'],
    ['a key from elsewhere', { jku: 'https://localhost/keys' }, 'header'],
    ['an extension that must be understood', { crit: ['exp'], exp: 1 }, 'header'],
    ['an unencoded payload (RFC 7797)', { b64: false }, 'header'],
  ])('refuses a header with %s', (_, more, field) => {
    const jws = signer.signText(canonicalJson(envelope), canonicalJson({ ...signer.header, ...more }));
    expect(refusalOf(jws)).toMatchObject({ code: 'command-malformed', document: { field } });
  });

  it('refuses a non-canonical spelling of the thumbprint', () => {
    const thumbprint = String(signer.header['x5t#S256']);
    const last = thumbprint.slice(-1);
    // The last of 43 characters has two unused bits: four spellings of one digest.
    const other = String.fromCharCode(last.charCodeAt(0) + 1);
    const jws = signer.signText(
      canonicalJson(envelope),
      canonicalJson({ ...signer.header, 'x5t#S256': thumbprint.slice(0, -1) + other }),
    );
    expect(refusalOf(jws)).toMatchObject({ code: 'command-malformed' });
  });

  it.each([
    ['network', ''],
    ['network', 7],
    ['channel', 'c'.repeat(65)],
    ['id', 'short'],
    ['id', 'with space'],
    ['id', 'a\u0000bcdefgh'],
    ['id', 'a\u{10ffff}bcdefgh'],
    ['id', 'x'.repeat(65)],
    ['type', 't'.repeat(65)],
    ['type', null],
    ['role', 'king'],
    ['issuedAt', '2026-11-23'],
    ['issuedAt', '2026-11-23T01:00:00Z'],
    ['issuedAt', '2026-11-23T09:00:00.000+08:00'],
    ['issuedAt', 1_795_395_600],
    ['purpose', 'free text'],
    ['basis', '依法'],
    ['purpose', ''],
  ])('refuses an envelope whose %s is %j, and names it', (field, value) => {
    expect(refusalOf(signer.sign({ ...envelope, [field]: value }))).toMatchObject({
      code: 'command-malformed',
      document: { field },
    });
  });

  it.each(['network', 'channel', 'id', 'type', 'role', 'issuedAt'])(
    'refuses an envelope without %s',
    (field) => {
      expect(refusalOf(signer.sign({ ...envelope, [field]: undefined }))).toMatchObject({
        code: 'command-malformed',
        document: { field },
      });
    },
  );

  it.each(['more', '__proto__', 'constructor'])('refuses an envelope with a member %s', (name) => {
    const text = canonicalJson({ ...envelope, ['zz']: 1 }).replace('"zz"', JSON.stringify(name));
    const parsed = JSON.parse(text) as unknown;
    expect(refusalOf(signer.signText(canonicalJson(parsed)))).toMatchObject({ code: 'command-malformed' });
  });

  it('refuses oversized input before parsing it', () => {
    expect(refusalOf('x'.repeat(limits.accessionBytesMax + 1))).toMatchObject({ code: 'limit-exceeded' });
    const body = 'x'.repeat(limits.accessionBytesMax);
    expect(refusalOf(signer.sign({ ...envelope, body }))).toMatchObject({ code: 'limit-exceeded' });
  });

  it.each(['null', '[]', '"text"', '1', 'true'])('refuses the payload %s', (payload) => {
    expect(refusalOf(signer.signText(payload))).toMatchObject({ code: 'command-malformed' });
  });
});

describe('its signature', () => {
  const check = (jws: string): void => {
    checkSignature(readSignedCommand(jws), publicKeyFrom({ x, y }));
  };

  it('is invalid when any bit changes', () => {
    const jws = signer.sign(envelope);
    const [header = '', payload = '', signature = ''] = jws.split('.');
    const bytes = Buffer.from(signature, 'base64url');
    fc.assert(
      fc.property(fc.nat({ max: bytes.length * 8 - 1 }), (bit) => {
        const flipped = Buffer.from(bytes);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(
          thrown(() => {
            check(`${header}.${payload}.${flipped.toString('base64url')}`);
          }),
        ).toMatchObject({
          code: 'signature-invalid',
        });
      }),
    );
  });

  it('is stored as the one of its two twins whose s is low; both verify', () => {
    const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
    for (let count = 0; count < 32; count += 1) {
      const command = readSignedCommand(signer.sign({ ...envelope, id: `command-${count}` }));
      const bytes = Buffer.from(command.signature, 'base64url');
      const s = BigInt(`0x${bytes.subarray(32).toString('hex')}`);
      const twin = Buffer.from((order - s).toString(16).padStart(64, '0'), 'hex');
      const other = Buffer.concat([bytes.subarray(0, 32), twin]).toString('base64url');
      expect(lowS(other)).toBe(lowS(command.signature));
      expect([command.signature, other]).toContain(lowS(other));
      for (const signature of [command.signature, other]) {
        expect(() => {
          checkSignature({ ...command, signature }, publicKeyFrom({ x, y }));
        }).not.toThrow();
      }
      const low = BigInt(`0x${Buffer.from(lowS(other), 'base64url').subarray(32).toString('hex')}`);
      expect(low <= order / 2n).toBe(true);
    }
  });

  it('does not verify for another payload', () => {
    const [header = '', , signature = ''] = signer.sign(envelope).split('.');
    const other = base64url(canonicalJson({ ...envelope, role: 'decider' }));
    expect(
      thrown(() => {
        check(`${header}.${other}.${signature}`);
      }),
    ).toMatchObject({ code: 'signature-invalid' });
  });

  it.each([
    ['in DER', (input: Buffer) => sign('sha256', input, keys.privateKey)],
    ['of no bytes but zeros', () => Buffer.alloc(64)],
    ['that is too short', () => Buffer.alloc(63, 1)],
    [
      'over another digest',
      (input: Buffer) => sign('sha384', input, { key: keys.privateKey, dsaEncoding: 'ieee-p1363' }),
    ],
  ])('is not one %s', (_, make) => {
    const [header = '', payload = ''] = signer.sign(envelope).split('.');
    const signature = make(Buffer.from(`${header}.${payload}`)).toString('base64url');
    expect(
      thrown(() => {
        check(`${header}.${payload}.${signature}`);
      }),
    ).toMatchObject({ code: 'signature-invalid' });
  });
});
