// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { organisations } from '@guidang/chaincode/sample';
import { until } from '@guidang/gateway/common/until';
import { codeOf, note, send } from './load';
import type { Answer, Asked } from './load';

/** What was promised and does not hold. */
export interface Verdict {
  readonly lost: string[];
  readonly doubled: string[];
  /** Of fsck. */
  readonly findings: string[];
}

interface Restarted {
  readonly url: string;
  readonly tokens: Readonly<Record<string, string>>;
}

const atOnce = 6;
const promisedMs = 300_000;

/** The member by which an answer of each kind is recognised. */
const identity = { record: 'id', officer: 'certificate', content: 'digest' } as const;

/**
 * Asks again for everything under the same Idempotency-Keys, as clients do: what was acknowledged must be there, and be
 * the same; what was not takes effect now, or has.
 */
export async function askAgain(all: readonly Asked[], restarted: Restarted): Promise<Verdict> {
  const verdict: Verdict = { lost: [], doubled: [], findings: [] };
  const slots = pLimit(atOnce);
  await Promise.all(all.map((asked) => slots(() => judge(asked, restarted, verdict))));
  return verdict;
}

async function judge(asked: Asked, restarted: Restarted, { lost, doubled }: Verdict): Promise<void> {
  const name = `${asked.kind} ${asked.key}`;
  const promised = asked.acknowledged ?? (await keptPromise(asked, restarted));
  if (asked.submission !== undefined && promised === undefined) lost.push(`${name}: promised by 202`);
  const again = await repeat(asked, restarted);
  const acknowledged: Asked = { ...asked };
  if (again !== undefined) note(acknowledged, again);
  const member = identity[asked.kind];
  if (again === undefined || again.status >= 400) {
    lost.push(`${name}: ${codeOf(again)} when asked again`);
  } else if (promised !== undefined && !isSame(promised[member], again.body[member])) {
    doubled.push(`${name}: ${JSON.stringify(promised[member])}, then ${JSON.stringify(again.body[member])}`);
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A write that was left open by the fault may still be going on. */
function repeat(asked: Asked, { url, tokens }: Restarted): Promise<Answer | undefined> {
  return until(
    `an answer to ${asked.kind} ${asked.key}`,
    async () => {
      const answer = await send(url, tokens[asked.as] ?? '', asked);
      return answer?.status === 202 || answer?.status === 429 || answer?.status === 503 ? undefined : answer;
    },
    { timeoutMs: promisedMs },
  ).catch(() => undefined);
}

async function keptPromise(
  { submission, as }: Asked,
  { url, tokens }: Restarted,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  if (submission === undefined) return undefined;
  const path = `/api/v1/submissions/${encodeURIComponent(submission)}`;
  const ask = async (): Promise<Readonly<Record<string, unknown>> | undefined> => {
    const headers = { authorization: `Bearer ${tokens[as] ?? ''}` };
    const answer = await fetch(url + path, { headers }).catch(() => undefined);
    const body = (await answer?.json()) as { status?: string; result?: Record<string, unknown> } | undefined;
    return answer?.status === 200 && body?.status === 'committed' ? body.result : undefined;
  };
  return until(`the submission ${submission} commits`, ask, { timeoutMs: promisedMs }).catch(() => undefined);
}

/** Compares everything that the stopped gateway has stored, and looks for the files that were acknowledged. */
export async function inspect(
  data: string,
  all: readonly Asked[],
  { lost, doubled, findings }: Verdict,
): Promise<void> {
  const { checkEmbedded, lineOf } = await import('@guidang/gateway');
  const outcome = await checkEmbedded(data, Object.keys(organisations), () => undefined);
  findings.push(...outcome.findings.map(lineOf));
  for (const { repeats = 0 } of outcome.checked) {
    if (repeats > 0) doubled.push(`${repeats} records of repeated commands`);
  }
  for (const { kind, acknowledged } of all) {
    if (kind !== 'content' || acknowledged === undefined) continue;
    const { value } = acknowledged['digest'] as { readonly value: string };
    const file = join(data, 'content', value.slice(0, 2), value.slice(2, 4), value);
    if (!existsSync(file)) lost.push(`content ${value}`);
  }
}
