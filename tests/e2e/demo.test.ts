// SPDX-License-Identifier: Apache-2.0
import type { ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dateOf, roles, subjectKinds } from '@guidang/chaincode/model';
import type { ProvenanceEvent } from '@guidang/chaincode/model';
import { codeChanges, matterFolder } from '@guidang/chaincode/sample';
import { Level } from 'level';
import { LedgerStore } from '../../gateway/src/ledger/embedded/store';
import type { Section } from '../../gateway/src/ledger/embedded/store';
import { personalTexts } from '../../scripts/demo/files';
import { shipped } from '../../scripts/matter/shipped';
import { freePort } from '../../gateway/src/testing/free-port';
import { expectNoFindings } from '../../gateway/src/testing/no-findings';
import {
  everythingOpen,
  formsOf,
  guessedDigests,
  leavesIn,
  manual,
  textsIn as textsWithin,
} from '../support/outsider';
import type { ExportedEvent } from '../support/outsider';
import { outputOf, readyLine, startScript, stopProcess } from '../support/script-process';
import type { Output } from '../support/script-process';

jest.setTimeout(300_000);

/** What a peer of a network would share: the whole ledger except the private data collections. */
const publicSections: readonly Section[] = ['block', 'state', 'hash', 'transaction', 'meta'];

let data: string;
let port: number;
let gateway: ChildProcess;
/** The API's description and other pages, from before the first demo. */
let manualBefore: ReadonlyMap<string, Buffer>;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'guidang-demo-'));
  port = await freePort();
  gateway = start('start.ts');
  await readyLine(gateway, port);
  manualBefore = await manual(url());
});

afterAll(async () => {
  await stopProcess(gateway);
  await rm(data, { recursive: true, force: true });
});

function url(): string {
  return `http://localhost:${port}`;
}

/** What the offline verifier says at the end of each demo. */
const estateProven = [
  /^ok event: licence\.issued of licence .+ result: proven$/,
  /^ok event: record\.filed of record .+ result: proven$/,
  /^ok event: licence\.rendition-added of licence .+ ok document: .+ result: proven$/,
  /^ok event: licence\.rendition-added of licence .+ wrong document: .+ result: wrong$/,
];
const jointProven = estateProven.slice(0, 2);

describe('npm run demo', () => {
  it.each([
    ['estate', estateProven],
    ['company', jointProven],
    ['newborn', jointProven],
  ])('%s passes, and lets the gateway go on', async (name, proven) => {
    await expectPassed(proven, name);
    expect((await fetch(`${url()}/readyz`)).status).toBe(200);
  });

  it('tells outsiders nothing of any', () => expectNothingTold());

  it('plays all again on the same ledger, and ends the gateway', async () => {
    await expectPassed([...estateProven, ...jointProven, ...jointProven], '--stop');
    await expect(fetch(`${url()}/readyz`)).rejects.toThrow();
    expect(gateway.exitCode).toBe(0);
  });

  it('fails, and says so, where no gateway listens', async () => {
    const { status, stdout, stderr } = await demo({ GUIDANG_URL: `http://localhost:${await freePort()}` });
    expect(status).toBe(1);
    expect(stdout).not.toContain('demo passed');
    expect(stderr).toContain('demo failed');
  });

  it('explains itself', async () => {
    const { status, stdout } = await outputOf(start('demo.ts', {}, '--help'));
    expect(status).toBe(0);
    expect(stdout).toContain('--network');
    for (const name of ['estate', 'company', 'newborn']) expect(stdout).toContain(`\n  ${name} `);
  });

  it('says which demos there are, when asked for another', async () => {
    const { status, stderr } = await demo({}, 'villa');
    expect(status).toBe(1);
    expect(stderr.trim()).toBe('demo failed: there is no demo villa, only estate, company, newborn');
  });
});

describe('what the demo leaves behind', () => {
  beforeAll(() => stopProcess(gateway));

  it('is a ledger without a fault, and stores that agree with it', () => expectNoFindings(data));

  it('names no person in any block or other public part of the ledger, only in its private data', async () => {
    const store = await LedgerStore.open(join(data, 'ledger'), { create: false });
    const values = async (section: Section): Promise<Buffer[]> =>
      (await store.section(section).iterator().all()).flatMap(([key, value]) => [Buffer.from(key), value]);
    const found = Object.fromEntries(
      await Promise.all(
        publicSections.map(async (section) => [section, textsIn(await values(section))] as const),
      ),
    );
    expect(found).toEqual(Object.fromEntries(publicSections.map((section) => [section, []])));
    expect(await values('block')).not.toHaveLength(0);
    // Shows that the search can find things.
    expect(textsIn(await values('private'))).toEqual(personalTexts);
    await store.close();
  });

  it.each(['projection', 'gateway'])('names no person in the %s store', async (folder) => {
    const level = new Level<Buffer, Buffer>(join(data, folder), {
      keyEncoding: 'buffer',
      valueEncoding: 'buffer',
    });
    const entries = await level.iterator().all();
    await level.close();
    expect(entries).not.toHaveLength(0);
    expect(textsIn(entries.flat())).toEqual([]);
  });
});

/**
 * An outsider who holds every byte that is served without a sign-in, and has guessed all of what happened, confirms
 * nothing of it: no officer, subject, purpose, person or parcel, neither as it stands nor by digests.
 */
async function expectNothingTold(): Promise<void> {
  expect(await manual(url())).toEqual(manualBefore);
  const events = await exportedEvents();
  const pages = await everythingOpen(url());
  const leaves = leavesIn(pages);
  // The last heads may have come since.
  expect(events.length).toBeGreaterThan(50);
  expect(leaves.slice(0, events.length)).toEqual(events.map(({ leaf }) => leaf));
  const shown = leaves.map((leaf) => (JSON.parse(leaf) as { event?: object }).event);
  const hidden = events.filter((_, index) => shown[index] === undefined);
  expect(hidden.length).toBeGreaterThan(30);
  const shownTexts = shown.flatMap(textsWithin);
  const known = [...shownTexts, ...daysOf(shownTexts)].join('\n');
  expect(namesIn(events, hidden).filter((name) => known.includes(name))).toEqual([]);
  const served = Buffer.concat([...pages.values()]);
  expect(toldBy(served, hidden, known)).toEqual([]);
  const digests = events.flatMap(({ event }, index) => {
    const { block } = JSON.parse(leaves[index] ?? '') as { block: object };
    return [...guessedDigests(event, block)];
  });
  const confirmed = digests.filter((digest) =>
    [digest, digest.toString('hex'), digest.toString('base64')].some((form) => served.includes(form)),
  );
  expect(confirmed).toEqual([]);
}

/** Codes of the open code book, and the bases of matters, which are open: what a use hides is that somebody named one. */
const openCodes: ReadonlySet<string> = new Set([
  ...codeChanges.flatMap(({ entries }) => entries.map(({ code }) => code)),
  ...readdirSync(matterFolder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => shipped(name.replace('.yaml', '')).basis ?? []),
]);

/** Who acted, by which command, why, and on what that is not of the registry. */
function namesIn(events: readonly ExportedEvent[], hidden: readonly ExportedEvent[]): string[] {
  const acts = events.flatMap(({ event }) => {
    const { officer, command, purpose, basis } = event as unknown as ProvenanceEvent;
    const why = [purpose ?? [], basis ?? []].flat().filter((code) => !openCodes.has(code));
    return [officer.officer, officer.certificate, command.id, ...why];
  });
  const subjects = hidden.map(({ event }) => (event as unknown as ProvenanceEvent).subject);
  // Everybody knows the departments: what a search of their own hides is that they searched.
  return [...acts, ...subjects.flatMap(({ kind, id }) => (kind === 'search' ? [] : [id]))];
}

/** What of hidden events, their states and salts stands in what is served, in any form. */
function toldBy(served: Buffer, hidden: readonly ExportedEvent[], known: string): string[] {
  const facts = new Set(
    hidden.flatMap(({ event, salt, state }) => [event, state, salt].flatMap(textsWithin)),
  );
  return [...facts].filter((fact) => {
    const isPublic = known.includes(fact) || fact.length < shortestFact || publicWords.has(fact);
    return !isPublic && formsOf(fact).some((form) => served.includes(form));
  });
}

/** Shorter ones stand in any bytes by chance. */
const shortestFact = 6;
/** Words of the model, which say nothing of anybody. */
const publicWords: ReadonlySet<string> = new Set([...subjectKinds, ...roles]);

/** The days in China of these times: hidden dates of today (a licence's first day) are the log's own, which are open. */
function daysOf(texts: readonly string[]): string[] {
  return texts.filter((text) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)).map(dateOf);
}

/** All of the ledger, as an auditor of a member may see it. */
async function exportedEvents(): Promise<ExportedEvent[]> {
  const tokens = JSON.parse(await readFile(join(data, 'demo-tokens.json'), 'utf8')) as Record<string, string>;
  const answer = await fetch(`${url()}/api/v1/exports`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${tokens['auditor'] ?? ''}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ selection: { kind: 'all' }, purpose: 'audit', basis: 'archives-law:28' }),
  });
  expect(answer.status).toBe(200);
  return (await answer.text())
    .trimEnd()
    .split('\n')
    .map(
      (line) =>
        JSON.parse(line) as { leaf?: string; opening?: { event: string; salt: string }; state?: string },
    )
    .flatMap(({ leaf, opening, state }) =>
      leaf === undefined || opening === undefined
        ? []
        : {
            leaf,
            event: JSON.parse(opening.event) as ExportedEvent['event'],
            salt: opening.salt,
            state: state === undefined ? undefined : (JSON.parse(state) as unknown),
          },
    );
}

function start(script: string, environment: NodeJS.ProcessEnv = {}, ...options: string[]): ChildProcess {
  return startScript(script, { GUIDANG_DATA: data, GUIDANG_PORT: String(port), ...environment }, ...options);
}

function demo(environment: NodeJS.ProcessEnv = {}, ...options: string[]): Promise<Output> {
  return outputOf(start('demo.ts', { TMPDIR: data, ...environment }, ...options));
}

/** @param proven what the offline verifier says. */
async function expectPassed(proven: readonly RegExp[], ...options: string[]): Promise<void> {
  const { status, stdout, stderr } = await demo({}, ...options);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('demo passed');
  expect(textsIn([Buffer.from(stdout)])).toEqual([]);
  expect(verifierLines(stdout)).toEqual(proven.map((line): unknown => expect.stringMatching(line)));
}

/** The offline verifier's results, by event. */
function verifierLines(stdout: string): string[] {
  const said = stdout.matchAll(/^ +(ok event: [^]+?^ +result: \S+)$/gm);
  return [...said].map(([, lines = '']) => lines.replaceAll(/\n */g, ' '));
}

function textsIn(values: readonly Uint8Array[]): string[] {
  return personalTexts.filter((text) => values.some((value) => Buffer.from(value).includes(text)));
}
