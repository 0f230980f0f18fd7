// SPDX-License-Identifier: Apache-2.0
import { Metadata, status as grpc } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import { GatewayError } from '@hyperledger/fabric-gateway';
import fc from 'fast-check';
import { endorseFailure, evaluateFailure, statusFailure, submitFailure } from './failures';
import { refusalFrom } from './refusal';

function gatewayError(code: grpc, message: string, ...details: readonly string[]): GatewayError {
  const cause: ServiceError = Object.assign(new Error(message), {
    code,
    details: message,
    metadata: new Metadata(),
  });
  return new GatewayError({
    code,
    message: `${code} ${grpc[code]}: ${message}`,
    details: details.map((text, position) => ({
      address: `peer${position}:7051`,
      mspId: `org${position}MSP`,
      message: text,
    })),
    cause,
  });
}

const refusal =
  '{"code":"stale-version","message":"版本已变, expected 3","detail":"chaincode response 500, nested"}';
function refusedAs(text: string): string {
  return `chaincode response 500, ${text}`;
}
const first = 'failed to endorse transaction, see attached details for more info';
const others = 'failed to collect enough transaction endorsements, see attached details for more info';
const down = 'rpc error: code = Unavailable desc = connection refused';
const clock =
  'request unauthorized due to incorrect timestamp 2026-01-01T00:00:00Z, peer time 2026-01-01T01:00:00Z';

describe('refusalFrom', () => {
  it('gives back whatever text the contract threw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(refusalFrom(gatewayError(grpc.ABORTED, first, refusedAs(text)))).toBe(text);
      }),
    );
  });

  it.each([
    ['no details', gatewayError(grpc.ABORTED, first)],
    ['a peer that is down', gatewayError(grpc.ABORTED, first, down)],
    ['two peers in different words', gatewayError(grpc.ABORTED, others, refusedAs('a'), refusedAs('b'))],
    ['words before the prefix', gatewayError(grpc.ABORTED, first, `x ${refusedAs('a')}`)],
    ['another kind of error', new Error(refusedAs('a'))],
    ['no error', undefined],
  ])('finds no refusal in %s', (_, error) => {
    expect(refusalFrom(error)).toBeUndefined();
  });
});

describe('endorseFailure', () => {
  it.each([
    [
      'our peer refuses',
      gatewayError(grpc.ABORTED, first, refusedAs(refusal)),
      false,
      'contract-refused',
      'none',
    ],
    [
      'our peer has no chaincode',
      gatewayError(grpc.ABORTED, first, down),
      false,
      'endorser-unavailable',
      'new',
    ],
    [
      'a lying peer refuses',
      gatewayError(grpc.ABORTED, others, refusedAs('x')),
      false,
      'endorsement-mismatch',
      'new',
    ],
    [
      'all chosen refuse',
      gatewayError(grpc.ABORTED, others, refusedAs('x'), refusedAs('x')),
      true,
      'contract-refused',
      'none',
    ],
    [
      'chosen peers disagree',
      gatewayError(grpc.ABORTED, others, refusedAs('x'), refusedAs('y')),
      true,
      'endorsement-mismatch',
      'new',
    ],
    [
      'answers differ',
      gatewayError(grpc.ABORTED, others, 'ProposalResponsePayloads do not match'),
      false,
      'endorsement-mismatch',
      'new',
    ],
    ['others are down', gatewayError(grpc.ABORTED, others, down, down), false, 'endorser-unavailable', 'new'],
    [
      'gossip has not settled',
      gatewayError(
        grpc.FAILED_PRECONDITION,
        'no combination of peers can be derived which satisfy the endorsement policy',
      ),
      false,
      'endorser-unavailable',
      'new',
    ],
    [
      'private data would leak',
      gatewayError(
        grpc.FAILED_PRECONDITION,
        'requires endorsement from organisation(s) that are not in the distribution policy of the private data collection(s): [c]',
      ),
      false,
      'endorser-unavailable',
      'none',
    ],
    [
      'a chosen organisation has no peer',
      gatewayError(grpc.UNAVAILABLE, 'failed to find any endorsing peers for org(s): eastMSP'),
      true,
      'endorser-unavailable',
      'new',
    ],
    [
      'our peer is down',
      gatewayError(grpc.UNAVAILABLE, 'No connection established'),
      false,
      'endorser-unavailable',
      'new',
    ],
    [
      'others are silent',
      gatewayError(grpc.DEADLINE_EXCEEDED, 'endorsement timeout expired while collecting endorsements'),
      false,
      'endorser-unavailable',
      'new',
    ],
    [
      'our peer is silent',
      gatewayError(grpc.DEADLINE_EXCEEDED, 'Deadline exceeded'),
      false,
      'endorser-unavailable',
      'new',
    ],
    ['the clock is off', gatewayError(grpc.ABORTED, first, clock), false, 'clock-skew', 'none'],
    [
      'no right to the channel',
      gatewayError(grpc.PERMISSION_DENIED, 'access denied'),
      false,
      'ledger-unreachable',
      'none',
    ],
    [
      'too many requests',
      gatewayError(grpc.RESOURCE_EXHAUSTED, 'too many requests'),
      false,
      'ledger-unreachable',
      'new',
    ],
    ['a bug of the library', new Error('Missing envelope'), false, 'ledger-unreachable', 'new'],
  ] as const)('%s', (_, error, chosen, code, retry) => {
    expect(endorseFailure(error, chosen)).toMatchObject({ code, retry, cause: error });
  });

  it('carries the refusal unchanged', () => {
    expect(endorseFailure(gatewayError(grpc.ABORTED, first, refusedAs(refusal)), false).message).toBe(
      refusal,
    );
  });
});

describe('evaluateFailure', () => {
  it.each([
    [
      'refused',
      gatewayError(
        grpc.UNKNOWN,
        `evaluate call to endorser returned error: ${refusedAs('x')}`,
        refusedAs('x'),
      ),
      'contract-refused',
      'none',
    ],
    [
      'refused by the second peer asked',
      gatewayError(grpc.UNKNOWN, 'evaluate call', down, refusedAs('x')),
      'contract-refused',
      'none',
    ],
    [
      'no peer',
      gatewayError(grpc.FAILED_PRECONDITION, 'no peers available to evaluate chaincode c in channel r'),
      'endorser-unavailable',
      'new',
    ],
    ['clock', gatewayError(grpc.UNKNOWN, 'x', clock), 'clock-skew', 'none'],
    ['late', gatewayError(grpc.DEADLINE_EXCEEDED, 'evaluate timeout expired'), 'ledger-unreachable', 'new'],
    [
      'our peer is down',
      gatewayError(grpc.UNAVAILABLE, 'No connection established'),
      'ledger-unreachable',
      'new',
    ],
  ] as const)('%s', (_, error, code, retry) => {
    expect(evaluateFailure(error)).toMatchObject({ code, retry });
  });
});

describe('submitFailure', () => {
  const QUORUM =
    'insufficient number of orderers could successfully process transaction to satisfy quorum requirement';
  const orderer = (status: string, info: string): string =>
    `received unsuccessful response from orderer: status=${status}, info=${info}`;

  it.each(['processed', 'exists'])('counts "request already %s" as sent', (word) => {
    const text = orderer('SERVICE_UNAVAILABLE', `failed to submit request: request already ${word}`);
    expect(submitFailure(gatewayError(grpc.UNAVAILABLE, QUORUM, text, text), 'tx')).toBeUndefined();
  });

  it.each([
    ['no quorum', gatewayError(grpc.UNAVAILABLE, QUORUM, down, down), 'ledger-unreachable', 'same'],
    [
      'no quorum, one refuses',
      gatewayError(grpc.UNAVAILABLE, QUORUM, down, orderer('FORBIDDEN', 'x')),
      'ledger-unreachable',
      'same',
    ],
    [
      'every orderer refuses',
      gatewayError(grpc.UNAVAILABLE, QUORUM, orderer('FORBIDDEN', 'x'), orderer('FORBIDDEN', 'x')),
      'ledger-unreachable',
      'none',
    ],
    [
      'too large',
      gatewayError(grpc.ABORTED, orderer('REQUEST_ENTITY_TOO_LARGE', 'x')),
      'ledger-unreachable',
      'none',
    ],
    [
      'no connection',
      gatewayError(grpc.UNAVAILABLE, 'No connection established'),
      'ledger-unreachable',
      'same',
    ],
    ['no answer', gatewayError(grpc.DEADLINE_EXCEEDED, 'Deadline exceeded'), 'outcome-unknown', 'unknown'],
    [
      'no answer, as the peer says it',
      gatewayError(grpc.CANCELLED, 'Call cancelled'),
      'outcome-unknown',
      'unknown',
    ],
    ['not understood', new Error('No result returned'), 'outcome-unknown', 'unknown'],
  ] as const)('%s', (_, error, code, retry) => {
    expect(submitFailure(error, 'tx')).toMatchObject({ code, retry, transactionId: 'tx' });
  });
});

describe('statusFailure', () => {
  it.each([
    ['late', gatewayError(grpc.DEADLINE_EXCEEDED, 'Deadline exceeded'), 'status-timeout'],
    ['late, as the peer says it', gatewayError(grpc.CANCELLED, 'Call cancelled'), 'status-timeout'],
    ['no peer', gatewayError(grpc.UNAVAILABLE, 'No connection established'), 'ledger-unreachable'],
    ['refused', gatewayError(grpc.PERMISSION_DENIED, 'x'), 'ledger-unreachable'],
  ] as const)('leaves the outcome unknown: %s', (_, error, code) => {
    expect(statusFailure(error, 'tx')).toMatchObject({ code, retry: 'unknown', transactionId: 'tx' });
  });
});
