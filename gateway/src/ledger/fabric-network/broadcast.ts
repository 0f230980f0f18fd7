// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import type { Committer } from 'fabric-common';
import { shuffled } from '../../common/shuffled';
import { LedgerError } from '../ledger-error';

/** Answers that every orderer would give to the same bytes. */
const refusedAnswers: ReadonlySet<string> = new Set(['BAD_REQUEST', 'FORBIDDEN', 'REQUEST_ENTITY_TOO_LARGE']);
const timedOut: ReadonlySet<string> = new Set(['REQUEST TIMEOUT', 'SYSTEM TIMEOUT']);
const success = 'SUCCESS';

/**
 * Submits a signed envelope to one orderer, trying them in random order. Under Raft one acceptance is enough.
 *
 * @param bytes of a `common.Envelope`
 * @throws LedgerError `outcome-unknown` if an orderer may have it, `ledger-unreachable` if none does
 */
export async function broadcast(
  bytes: Uint8Array,
  orderers: readonly Committer[],
  timeoutMs: number,
): Promise<void> {
  const envelope = common.Envelope.deserializeBinary(bytes);
  const message = {
    payload: Buffer.from(envelope.getPayload_asU8()),
    signature: Buffer.from(envelope.getSignature_asU8()),
  };
  const answers: string[] = [];
  for (const orderer of shuffled(orderers)) {
    const answer = await sendTo(orderer, message, timeoutMs);
    if (answer === success) {
      return;
    }
    answers.push(answer);
  }
  throw sendingFailure(answers, transactionIdOf(envelope));
}

async function sendTo(orderer: Committer, message: object, timeoutMs: number): Promise<string> {
  try {
    if (!(await orderer.checkConnection())) {
      return `${orderer.name} is not connected`;
    }
    // The library's type says Buffer, but it sends the message object with payload and signature.
    const answer = (await orderer.sendBroadcast(message as Buffer, timeoutMs)) as { readonly status: string };
    return answer.status;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function sendingFailure(answers: readonly string[], transactionId: string): LedgerError {
  const message = `No orderer took the transaction: ${answers.join('; ')}`;
  if (answers.some((answer) => timedOut.has(answer))) {
    return new LedgerError('outcome-unknown', message, { retry: 'unknown', transactionId });
  }
  const refused = answers.length > 0 && answers.every((answer) => refusedAnswers.has(answer));
  return new LedgerError('ledger-unreachable', message, { retry: refused ? 'none' : 'same', transactionId });
}

function transactionIdOf(envelope: common.Envelope): string {
  const header = common.Payload.deserializeBinary(envelope.getPayload_asU8()).getHeader();
  return common.ChannelHeader.deserializeBinary(
    header?.getChannelHeader_asU8() ?? new Uint8Array(),
  ).getTxId();
}
