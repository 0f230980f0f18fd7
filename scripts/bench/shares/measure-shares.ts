// SPDX-License-Identifier: Apache-2.0
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onEmbedded } from '../embedded';
import type { Embedded } from '../embedded';
import { cpuSecondsIn } from '../processes';
import { quantile } from '../statistics';
import { attackNames, listOf } from './attacks';
import type { AttackName, AttackOptions } from './attacks';

/** What an honest officer, who lists one page after another, gets. */
export interface HonestShare {
  /** Beside which attack; undefined for none. */
  readonly beside: AttackName | undefined;
  readonly served: number;
  readonly refused: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  /** Processors that the gateway kept busy. */
  readonly gatewayProcessors: number;
}

interface SharesOptions {
  /** Of each measurement. */
  readonly measureMs: number;
  readonly settleMs: number;
  readonly report: (line: string) => void;
}

const honestTimeoutMs = 20_000;
/** Between two lists: without it, an officer comes up against the rate limit of his own. */
const honestPauseMs = 10;
const list = '/api/v1/records?limit=20';
/** On the ledger before each attack, so that an export has something to export. */
const records = 5_000;

/** Measures an honest officer's list on an embedded gateway, alone and beside each attack. */
export async function measureShares(options: SharesOptions): Promise<readonly HonestShare[]> {
  const shares: HonestShare[] = [];
  for (const name of [undefined, ...attackNames]) {
    options.report(`shares: ${name ?? 'nobody else'} ...`);
    // Each on a gateway of its own: what an attack leaves behind, such as counted requests, is not the next one's.
    const share = await onEmbedded(async (gateway) => {
      await bringRecords(gateway);
      return besides(gateway, name, options);
    }, '--bare');
    const { served, refused, p99Ms } = share;
    options.report(`shares: ${served} lists, ${refused} refused, p99 ${p99Ms?.toFixed(0) ?? '-'} ms`);
    shares.push(share);
  }
  return shares;
}

async function bringRecords({ url, tokens }: Embedded): Promise<void> {
  const answer = await fetch(`${url}/api/v1/records:batch`, {
    method: 'POST',
    body: listOf(records),
    headers: {
      authorization: `Bearer ${tokens['archivist'] ?? ''}`,
      'content-type': 'application/x-ndjson',
    },
  });
  const told = (await answer.text()).split('\n').filter((line) => line.includes('"id"'));
  if (told.length !== records) throw new Error(`${told.length} of ${records} records were taken in`);
}

async function besides(
  gateway: Embedded,
  name: AttackName | undefined,
  options: SharesOptions,
): Promise<HonestShare> {
  const attacker = name === undefined ? undefined : await startAttack(gateway, name);
  try {
    await honest(gateway, options.settleMs);
    const before = processorSeconds(gateway);
    const { answers, elapsedMs } = await honest(gateway, options.measureMs);
    const used = processorSeconds(gateway) - before;
    const served = answers.filter(({ status }) => status === 200).map(({ ms }) => ms);
    return {
      beside: name,
      served: served.length,
      refused: answers.length - served.length,
      p50Ms: served.length === 0 ? null : quantile(served, 0.5),
      p99Ms: served.length === 0 ? null : quantile(served, 0.99),
      gatewayProcessors: used / (elapsedMs / 1000),
    };
  } finally {
    attacker?.kill('SIGKILL');
  }
}

async function startAttack({ url, tokens }: Embedded, name: AttackName): Promise<ChildProcess> {
  const child = fork(join(__dirname, 'attacks.js'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const options: AttackOptions = { name, url, tokens };
  child.send(options);
  await once(child, 'message');
  return child;
}

interface Answer {
  readonly status: number;
  readonly ms: number;
}

/** Lists again and again, each time over a new connection, which is the hardest. */
async function honest(
  { url, tokens }: Embedded,
  forMs: number,
): Promise<{ readonly answers: readonly Answer[]; readonly elapsedMs: number }> {
  const answers: Answer[] = [];
  const began = performance.now();
  while (performance.now() - began < forMs) {
    answers.push(await ask(`${url}${list}`, tokens['registrar'] ?? ''));
    await sleep(honestPauseMs);
  }
  return { answers, elapsedMs: performance.now() - began };
}

/** @returns status 0 without an answer. */
function ask(url: string, token: string): Promise<Answer> {
  const began = performance.now();
  return new Promise((resolve) => {
    const end = (status: number): void => {
      resolve({ status, ms: performance.now() - began });
    };
    const options = { agent: false, headers: { Authorization: `Bearer ${token}` } };
    const asked = request(url, options, (response) => {
      response.resume().once('close', () => {
        end(response.complete ? (response.statusCode ?? 0) : 0);
      });
    });
    asked
      .setTimeout(honestTimeoutMs, () => {
        asked.destroy(new Error('no answer'));
      })
      .once('error', () => {
        end(0);
      })
      .end();
  });
}

function processorSeconds({ child }: Embedded): number {
  return cpuSecondsIn(readFileSync(`/proc/${String(child.pid)}/stat`, 'utf8'));
}
