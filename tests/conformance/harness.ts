// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type {
  Invocation,
  LedgerBlock,
  LedgerPort,
  Prepared,
  TransactionStatus,
} from '../../gateway/src/ledger/port';
import { LedgerError } from '../../gateway/src/ledger/ledger-error';
import { retried } from '@guidang/gateway/common/until';

/** The four organisations; every harness has a port for each that it supports. */
export const organisationNames = ['archives', 'east', 'west', 'audit'] as const;
export type OrganisationName = (typeof organisationNames)[number];

/** The probe's private data collection; `audit` is not a member. */
export const collection = { name: 'probe', members: ['archives', 'east', 'west'] } as const;

/** A ledger that runs the probe chaincode, with {@link collection}. It may hold data of earlier runs. */
export interface Harness {
  /** By organisation. `archives` is always there. */
  readonly ports: { readonly archives: LedgerPort } & Partial<Record<OrganisationName, LedgerPort>>;
  readonly supports: {
    /** Supports private data, with a port for `audit`, which is not a member. */
    readonly privateData: boolean;
    /** Honours `Invocation.endorsers`, so that missing endorsements show as a validation code. */
    readonly chosenEndorsers: boolean;
    /** Plans endorsers from key-level policies. */
    readonly keyPolicyPlanning: boolean;
  };
  close(): Promise<void>;
}

export interface Subject {
  readonly harness: () => Harness;
  /** A key that no other test, and no earlier run, uses. */
  readonly key: (name: string) => string;
}

const endorsePause = { firstMs: 200, maximumMs: 200 };
const gossipTimeoutMs = 30_000;

/** Peers may be a block apart, or not have discovered each other after a start: retry with a new proposal. */
function isPassing(error: unknown): boolean {
  return error instanceof LedgerError && error.retry === 'new';
}

export function call(transaction: string, ...args: string[]): Invocation {
  return {
    transaction: `probe:${transaction}`,
    args,
  };
}

export function prepare(port: LedgerPort, invocation: Invocation): Promise<Prepared> {
  return eventually(() => port.prepare(invocation), isPassing);
}

export async function sendAndWait(port: LedgerPort, prepared: Prepared): Promise<TransactionStatus> {
  await port.send(prepared.bytes);
  return port.status(prepared.transactionId);
}

/** Prepares, sends and waits; returns any validation code. */
export async function submit(
  port: LedgerPort,
  invocation: Invocation,
): Promise<TransactionStatus & { result: string }> {
  const prepared = await prepare(port, invocation);
  return { ...(await sendAndWait(port, prepared)), result: prepared.result };
}

/** Submits a transaction that must take effect. */
export async function commit(
  port: LedgerPort,
  invocation: Invocation,
): Promise<TransactionStatus & { result: string }> {
  const outcome = await submit(port, invocation);
  if (outcome.code !== 'VALID') throw new Error(`${invocation.transaction} ended as ${outcome.code}`);
  return outcome;
}

/** Reads through this port, after it has caught up with a block. */
export async function evaluateFrom(port: LedgerPort, block: number, invocation: Invocation): Promise<string> {
  for await (const { number } of port.blocks(block)) {
    if (number >= block) break;
  }
  return port.evaluate(invocation);
}

/** Private values reach members that did not endorse by gossip, some time after the block. */
export async function eventually<T>(
  attempt: () => Promise<T>,
  mayPass: (error: unknown) => boolean = () => true,
): Promise<T> {
  return retried(attempt, { mayPass, timeoutMs: gossipTimeoutMs, pause: endorsePause });
}

export async function readBlock(port: LedgerPort, number: number): Promise<LedgerBlock> {
  for await (const block of port.blocks(number)) return block;
  throw new Error('the blocks ended');
}

export function transactionIn(block: LedgerBlock, id: string): LedgerBlock['transactions'][number] {
  const found = block.transactions.find((transaction) => transaction.id === id);
  if (found === undefined) throw new Error(`${id} is not in block ${block.number}`);
  return found;
}

export function unique(): string {
  return randomBytes(8).toString('hex');
}

export function portOf(harness: Harness, organisation: OrganisationName): LedgerPort {
  const port = harness.ports[organisation];
  if (port === undefined) throw new Error(`the harness has no port for ${organisation}`);
  return port;
}
