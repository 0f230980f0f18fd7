// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { optional } from '@guidang/gateway/common/optional';
import { readKeysText } from '@guidang/verifier';
import { readKeys } from './monitor/compare-keys';
import { LogSource } from './monitor/log-source';
import { Monitor } from './monitor/monitor';
import { help, parseMonitorArguments, parseTokens } from './monitor/options';
import type { MonitorArguments } from './monitor/options';
import { noteLine, roundLine } from './monitor/report';
import type { Round } from './monitor/report';
import { readState, writeState } from './monitor/state';
import { messageOf } from './terminal-words';

const exitFault = 1;
const exitNotMonitored = 2;
const exitUnanswered = 3;
const bySeverity = [0, exitUnanswered, exitFault];

async function main(): Promise<void> {
  const options = parseMonitorArguments(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(help);
    return;
  }
  const roots = options.roots === undefined ? undefined : await readFile(options.roots, 'utf8');
  const { tokens: tokensFile, urls } = options;
  const tokens = tokensFile === undefined ? undefined : parseTokens(await readFile(tokensFile, 'utf8'), urls);
  const sources = urls.map((url) => {
    const token = tokens?.get(url);
    return new LogSource(url, {
      ...(roots === undefined ? {} : { roots }),
      ...(token === undefined ? {} : { token }),
    });
  });
  try {
    process.exitCode = await follow(await monitorOf(options, sources), options);
  } finally {
    await Promise.all(sources.map((source) => source.close()));
  }
}

async function monitorOf(
  { keys, state, evidence, staleMs }: MonitorArguments,
  sources: readonly LogSource[],
): Promise<Monitor> {
  const trusted = keys === undefined ? undefined : await trustedKeys(keys);
  const known = await readState(state);
  return new Monitor({
    sources,
    save: (next) => writeState(state, next),
    evidence: evidence ?? join(dirname(state), 'guidang-monitor-evidence'),
    staleMs,
    ...optional({ keys: trusted, state: known }),
  });
}

/** @throws {VerificationError} for a file that holds no keys. */
async function trustedKeys(file: string): Promise<string> {
  const bytes = await readFile(file);
  const text = Buffer.from(readKeysText({ name: file, size: () => bytes.length, parts: () => [bytes] }));
  readKeys(text.toString());
  return text.toString();
}

/** Runs rounds until it is stopped. @returns the exit code. */
async function follow(monitor: Monitor, { once, everyMs, json }: MonitorArguments): Promise<number> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stop.abort();
    });
  }
  let worst = 0;
  do {
    const round = await monitor.round({ partial: once });
    tell(round, json);
    worst =
      bySeverity[Math.max(...[worst, exitCodeOf(round)].map((code) => bySeverity.indexOf(code)))] ?? worst;
    if (!once) await sleep(everyMs, undefined, { signal: stop.signal }).catch(() => undefined);
  } while (!once && !stop.signal.aborted);
  return worst;
}

function exitCodeOf({ notes, held, gateways }: Round): number {
  if (notes.some(({ type }) => type === 'fault')) return exitFault;
  return held === gateways ? 0 : exitUnanswered;
}

function tell(round: Round, json: boolean): void {
  const at = new Date().toISOString();
  const { notes, ...rest } = round;
  if (json) {
    for (const line of [...notes, { type: 'round', ...rest }]) console.log(JSON.stringify({ at, ...line }));
    return;
  }
  for (const note of notes) console.log(`${at} ${noteLine(note)}`);
  console.log(`${at} ${roundLine(round)}`);
}

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = exitNotMonitored;
});
