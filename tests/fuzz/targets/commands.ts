// SPDX-License-Identifier: Apache-2.0
import { createECDH, createPrivateKey } from 'node:crypto';
import { allCommands, packCommands, unpackCommands } from '@guidang/chaincode/commands';
import {
  canonicalJson,
  IdentifierMalformed,
  normaliseArchivalCode,
  parseArchivalCode,
  parseCitizenNumber,
  parseLicenceIdentifier,
  parseUnifiedCode,
  parseUniqueCode,
  Refusal,
} from '@guidang/chaincode/model';
import { checkSignature, publicKeyFrom } from '@guidang/chaincode/proof';
import { readCommand } from '../../../chaincode/src/command/execute';
import { lowS } from '../../../chaincode/src/command/signed-command';
import { Signer } from '../../../chaincode/src/testing/signer';
import { createRecordExample } from '../../../gateway/src/http/openapi/examples';
import { faultOf } from '../../../gateway/src/errors/fault';
import { LedgerError } from '../../../gateway/src/ledger/ledger-error';
import { longRun } from '../target';
import type { Target } from '../target';

/** Made for this file, and used nowhere else: the same seed gives the same inputs. */
const secret = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
const curve = createECDH('prime256v1');
curve.setPrivateKey(secret);
const point = curve.getPublicKey();
const [x = '', y = ''] = [point.subarray(1, 33), point.subarray(33)].map((half) =>
  half.toString('base64url'),
);
const key = createPrivateKey({
  key: { kty: 'EC', crv: 'P-256', x, y, d: secret.toString('base64url') },
  format: 'jwk',
});
const signer = new Signer('', key, 'ab'.repeat(32));

function envelope(type: string, body: unknown): object {
  return {
    network: 'guidang',
    channel: 'records',
    id: 'command-1',
    type,
    role: 'acceptor',
    issuedAt: '2026-11-23T01:00:00.000Z',
    body,
  };
}

function read(jws: string): void {
  const { signed } = readCommand(jws, allCommands);
  checkSignature(signed, publicKeyFrom({ x, y }));
  lowS(signed.signature);
}

const jws = signer.sign(envelope('record.create', createRecordExample));
const payloads = [...allCommands.keys()].map((type) => canonicalJson(envelope(type, createRecordExample)));

/** What contracts and peers read of commands, and the identifiers in them. */
export const commandTargets: readonly Target[] = [
  {
    name: 'signed-command',
    reads: 'commands as their officers sign them (JWS)',
    inputs: longRun.usual,
    refusals: [Refusal],
    tokens: ['.', '..'],
    bytesMax: 512 * 1024,
    open: () => ({
      samples: [jws, signer.sign(envelope('licence.issue', {})), signer.sign([])].map((text) =>
        Buffer.from(text),
      ),
      run: ({ bytes }) => {
        read(bytes.toString('utf8'));
      },
    }),
  },
  {
    name: 'command-payload',
    reads: 'what a command says, behind a signature that holds',
    inputs: longRun.usual,
    refusals: [Refusal],
    open: () => ({
      samples: payloads.map((text) => Buffer.from(text)),
      run: ({ bytes }) => {
        read(signer.signText(bytes));
      },
    }),
  },
  {
    name: 'packed-commands',
    reads: 'many commands in one transaction, deflated',
    inputs: longRun.usual,
    refusals: [Refusal],
    open: async () => ({
      samples: [await packCommands([jws, jws]), await packCommands(['a'])].map((text) => Buffer.from(text)),
      run: ({ bytes }) => {
        for (const each of unpackCommands(bytes.toString('latin1'))) {
          try {
            read(each);
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
          }
        }
      },
    }),
  },
  {
    name: 'identifiers',
    reads: 'licence identifiers, codes of records and departments, archival codes, citizen numbers',
    inputs: longRun.usual,
    refusals: [IdentifierMalformed],
    tokens: ['永久', '·', '－', '档', 'D30', '-', '.'],
    bytesMax: 4 * 1024,
    open: () => ({
      samples: [
        '1.2.156.3005.2.11999999000000019M001.11999999000000019M.20260001.001.U',
        '11999999000000019M',
        '0K3V9QW2M7XB5T1RAZ8CD4EFGH',
        'A001-WS·2026-永久-BGS-0001',
        '11010519491231002X',
      ].map((text) => Buffer.from(text)),
      run: ({ bytes }) => {
        const text = bytes.toString('utf8');
        for (const parse of [
          parseLicenceIdentifier,
          parseUnifiedCode,
          parseUniqueCode,
          parseArchivalCode,
          normaliseArchivalCode,
          parseCitizenNumber,
        ]) {
          try {
            parse(text);
          } catch (error) {
            if (!(error instanceof IdentifierMalformed)) throw error;
          }
        }
      },
    }),
  },
  {
    name: 'refusal-text',
    reads: 'what a contract said in an error, as peers pass it on',
    inputs: longRun.usual,
    refusals: [],
    open: () => ({
      samples: [
        JSON.stringify(
          new Refusal('limit-exceeded', 'too large', { field: 'body', detail: { a: 1 } }).document,
        ),
      ].map((text) => Buffer.from(text)),
      run: ({ bytes }) =>
        faultOf(new LedgerError('contract-refused', bytes.toString('utf8'), { retry: 'none' })),
    }),
  },
];
