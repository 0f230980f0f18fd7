// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Invocation,
  type LedgerBlock,
  type LedgerPort,
  type Prepared,
  type TransactionStatus,
} from '../../gateway/src/ledger/port';
import { LedgerError } from '../../gateway/src/ledger/ledger-error';

/** The four organisations; every harness has a port for each that it supports. */
export const ORGANISATIONS = ['archives', 'east', 'west', 'audit'] as const;
export type OrganisationName = (typeof ORGANISATIONS)[number];

/** The probe's private data collection; `audit` is no member. */
export const COLLECTION = { name: 'probe', members: ['archives', 'east', 'west'] } as const;

/** A ledger that runs the probe chaincode, with {@link COLLECTION}. It may hold data of earlier runs. */
export interface Harness {
  /** By organisation. `archives` is always there. */
  readonly ports: { readonly archives: LedgerPort } & Partial<Record<OrganisationName, LedgerPort>>;
  readonly supports: {
    /** Private data, with a port for `audit`, which is no member. */
    readonly privateData: boolean;
    /** `Invocation.endorsers` is honoured, so that a lack of endorsements shows as a validation code. */
    readonly chosenEndorsers: boolean;
    /** Endorsers are planned from key-level policies. */
    readonly keyPolicyPlanning: boolean;
  };
  close(): Promise<void>;
}

export interface Subject {
  readonly harness: () => Harness;
  /** A key that no other test, and no earlier run, uses. */
  readonly key: (name: string) => string;
}

const ENDORSE_PAUSE_MS = 200;
const GOSSIP_TIMEOUT_MS = 30_000;

/** Peers may be a block apart, or not know each other yet after a start: a new proposal is the remedy. */
const isPassing = (error: unknown): boolean => error instanceof LedgerError && error.retry === 'new';

export const call = (transaction: string, ...args: string[]): Invocation => ({
  transaction: `probe:${transaction}`,
  args,
});

export const prepare = (port: LedgerPort, invocation: Invocation): Promise<Prepared> =>
  eventually(() => port.prepare(invocation), isPassing);

export const sendAndWait = async (port: LedgerPort, prepared: Prepared): Promise<TransactionStatus> => {
  await port.send(prepared.bytes);
  return port.status(prepared.transactionId);
};

/** Prepares, sends and waits; the code may be any. */
export const submit = async (
  port: LedgerPort,
  invocation: Invocation,
): Promise<TransactionStatus & { result: string }> => {
  const prepared = await prepare(port, invocation);
  return { ...(await sendAndWait(port, prepared)), result: prepared.result };
};

/** Submits what must take effect. */
export const commit = async (
  port: LedgerPort,
  invocation: Invocation,
): Promise<TransactionStatus & { result: string }> => {
  const outcome = await submit(port, invocation);
  if (outcome.code !== 'VALID') throw new Error(`${invocation.transaction} ended as ${outcome.code}`);
  return outcome;
};

/** Reads with the port's own view, after it has caught up with a block. */
export const evaluateFrom = async (
  port: LedgerPort,
  block: number,
  invocation: Invocation,
): Promise<string> => {
  for await (const { number } of port.blocks(block)) {
    if (number >= block) break;
  }
  return port.evaluate(invocation);
};

/** Private values reach members that did not endorse by gossip, some time after the block. */
export const eventually = async <T>(
  attempt: () => Promise<T>,
  mayPass: (error: unknown) => boolean = () => true,
): Promise<T> => {
  for (const deadline = Date.now() + GOSSIP_TIMEOUT_MS; ;) {
    try {
      return await attempt();
    } catch (error) {
      if (!mayPass(error) || Date.now() > deadline) throw error;
      await sleep(ENDORSE_PAUSE_MS);
    }
  }
};

export const readBlock = async (port: LedgerPort, number: number): Promise<LedgerBlock> => {
  for await (const block of port.blocks(number)) return block;
  throw new Error('the blocks ended');
};

export const transactionIn = (block: LedgerBlock, id: string): LedgerBlock['transactions'][number] => {
  const found = block.transactions.find((transaction) => transaction.id === id);
  if (found === undefined) throw new Error(`${id} is not in block ${block.number}`);
  return found;
};

export const unique = (): string => randomBytes(8).toString('hex');

export const portOf = (harness: Harness, organisation: OrganisationName): LedgerPort => {
  const port = harness.ports[organisation];
  if (port === undefined) throw new Error(`the harness has no port for ${organisation}`);
  return port;
};
