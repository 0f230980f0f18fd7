// SPDX-License-Identifier: Apache-2.0
import type { EndorsementResponse, ServiceError } from 'fabric-common';
import { LedgerError } from '../ledger-error';
import { agreedResponse, unansweredFailure } from './endorsements';

const connection = { type: 'Endorser', name: 'peer', url: 'grpcs://peer:7051', options: {} };

/** A peer's answer: the contract's, which has a payload, or the peer's own, which has none. */
function answered(status: number, text: string, by: 'contract' | 'peer' = 'contract'): EndorsementResponse {
  return {
    connection,
    response: { status, message: status < 400 ? '' : text, payload: Buffer.from(status < 400 ? text : '') },
    payload: Buffer.from(by === 'contract' ? 'proposal response' : ''),
  };
}

interface Answers {
  readonly errors?: Error[];
  readonly responses?: EndorsementResponse[];
}

function asServiceError(error: Error): ServiceError {
  return Object.assign(error, { connection });
}

function failureOf({ errors = [], responses = [] }: Answers): unknown {
  try {
    return agreedResponse({ errors: errors.map(asServiceError), responses }).toString();
  } catch (error) {
    return error;
  }
}

/** How the library tells that a plan failed: the peers' answers hang on the error. */
function planFailed(message: string, ...endorsements: (Error | EndorsementResponse)[]): Error {
  return Object.assign(new Error(message), { endorsements });
}

const refusal = '{"code":"stale-version","message":"expected 3"}';
const down = new Error('UNAVAILABLE: connection refused');

describe('what the peers of fabric-network have answered', () => {
  it('is the result if all that were asked have endorsed', () => {
    const responses = [answered(200, 'done'), answered(200, 'done')];
    expect(failureOf({ responses })).toBe('done');
  });

  it.each<[string, Answers, string, string]>([
    ['one refusal', { responses: [answered(500, refusal)] }, 'contract-refused', 'none'],
    [
      'the same refusal by all',
      { responses: [answered(500, refusal), answered(500, refusal)] },
      'contract-refused',
      'none',
    ],
    [
      'the same refusal by all, on the error of a plan',
      {
        errors: [planFailed('Endorsement has failed', answered(500, refusal), answered(500, refusal))],
      },
      'contract-refused',
      'none',
    ],
    [
      'refusals in different words',
      { responses: [answered(500, refusal), answered(500, 'another')] },
      'endorsement-mismatch',
      'new',
    ],
    [
      'a refusal beside an endorsement',
      { responses: [answered(200, 'done'), answered(500, refusal)] },
      'endorsement-mismatch',
      'new',
    ],
    [
      'endorsements of different results',
      { errors: [new Error('Peer endorsements do not match')] },
      'endorsement-mismatch',
      'new',
    ],
    [
      'an endorsement beside a peer that is down',
      { errors: [planFailed('Endorsement has failed', answered(200, 'done'), down)] },
      'endorser-unavailable',
      'new',
    ],
    [
      'a failure of the peer itself',
      { responses: [answered(500, 'chaincode is not running', 'peer')] },
      'endorser-unavailable',
      'new',
    ],
    [
      'a clock that is wrong',
      { errors: [planFailed('failed', answered(500, 'unauthorized due to incorrect timestamp', 'peer'))] },
      'clock-skew',
      'none',
    ],
    ['nothing', {}, 'endorser-unavailable', 'new'],
  ])('is a failure of its own kind: %s', (_, answers, code, retry) => {
    expect(failureOf(answers)).toMatchObject({ code, retry });
  });

  it('passes a refusal on in exactly the words of the contract', () => {
    expect(failureOf({ responses: [answered(500, refusal)] })).toMatchObject({ message: refusal });
  });
});

describe('a failure before any peer has answered', () => {
  it('can be tried again, since nothing was ordered', () => {
    const expected = { code: 'endorser-unavailable', retry: 'new' };
    expect(unansweredFailure(down)).toMatchObject({ ...expected, message: down.message, cause: down });
    expect(unansweredFailure('no plan')).toMatchObject({ ...expected, message: 'no plan' });
  });

  it('stays what it is if it was understood already', () => {
    const known = new LedgerError('contract-refused', refusal, { retry: 'none' });
    expect(unansweredFailure(known)).toBe(known);
  });
});
