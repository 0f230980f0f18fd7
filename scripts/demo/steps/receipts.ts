// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import type { DemoActor } from '../actor';
import type { Cast } from '../cast';
import { expectPresent, expectSame } from '../expect';
import { officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import type { Stage } from '../stage';
import { until } from '@guidang/gateway/common/until';
import type { Completed } from './completion';
import type { EndedJointCase } from './joint-parts';

/** The offline verifier's command beside its library: compiled if this file is, otherwise from source. */
const verifier = join(dirname(require.resolve('@guidang/verifier')), `cli${extname(__filename)}`);

/** A question to the verifier, and the expected answer. */
interface Check {
  /** Of its files. */
  readonly name: string;
  readonly text: string;
  /** The event whose receipt is checked. */
  readonly history: string;
  readonly type: string;
  /** A file to which it is to belong. */
  readonly document?: Buffer;
  readonly exitCode: number;
}

const use = 'purpose=receipt-check&basis=archives-law:9';
const proven = 0;
const wrong = 1;

/** Receipts of the new certificate and of the archive record, checked offline by a separate program. */
export async function receiptsOffline(stage: Stage, made: Completed, printed: Buffer): Promise<void> {
  const licence = `/api/v1/licences/${made.licence}/history`;
  const record = `/api/v1/records/${made.record}/history`;
  const rendition = { history: licence, type: 'licence.rendition-added' };
  const altered = Buffer.concat([printed, Buffer.from('\n')]);
  await checkOffline(stage, officers.eastRegistrar, [
    {
      name: 'licence',
      text: 'the issue of the licence',
      history: licence,
      type: 'licence.issued',
      exitCode: proven,
    },
    {
      name: 'record',
      text: 'the filing of the record',
      history: record,
      type: 'record.filed',
      exitCode: proven,
    },
    { name: 'printed', text: 'the printed licence', ...rendition, document: printed, exitCode: proven },
    {
      name: 'altered',
      text: 'the printed licence, altered',
      ...rendition,
      document: altered,
      exitCode: wrong,
    },
  ]);
}

/** Receipts of what the first part of a joint case has issued, and of the record of the whole. */
export function jointReceipts(
  stage: Stage,
  { reader }: Cast,
  { licence, record }: EndedJointCase,
): Promise<void> {
  return checkOffline(stage, reader, [
    {
      name: 'licence',
      text: 'the issue of the licence',
      history: `/api/v1/licences/${licence}/history`,
      type: 'licence.issued',
      exitCode: proven,
    },
    {
      name: 'record',
      text: 'the filing of the record of the whole',
      history: `/api/v1/records/${record}/history`,
      type: 'record.filed',
      exitCode: proven,
    },
  ]);
}

/** @param officer of the department whose they are, if audit's gateway is not there. */
async function checkOffline(stage: Stage, officer: DemoOfficer, checks: readonly Check[]): Promise<void> {
  stage.act('Receipts (存证回执) that outlive the service: fetched once, proven offline');
  const reader = await stage.as(stage.isPresent('audit') ? officers.auditor : officer);
  // Readable by this user only: a printed licence names people.
  const folder = await mkdtemp(join(tmpdir(), 'guidang-receipts-'));
  const save = async (name: string, bytes: Buffer): Promise<string> => {
    await writeFile(join(folder, name), bytes);
    return join(folder, name);
  };
  const keys = await save('keys', await reader.bytes('/api/v1/log/keys'));
  const saved: { readonly check: Check; readonly files: readonly string[] }[] = [];
  for (const check of checks) {
    const { name, history, type, document } = check;
    const receipt = await save(`${name}.tlog-proof`, await receiptOf(reader, history, type));
    const file = document === undefined ? [] : ['--file', await save(`${name}.pdf`, document)];
    saved.push({ check, files: [receipt, '--keys', keys, ...file] });
  }
  reader.did("takes along the receipts, what they are of, and the organisations' public keys", { folder });
  await stage.whileGatewayStopped(async () => {
    for (const { check, files } of saved) await verify(stage, check, files);
  });
}

/** Waits for the head that covers the event: it comes within five seconds. */
async function receiptOf(reader: DemoActor, path: string, type: string): Promise<Buffer> {
  const { items } = await reader.get<{ items: readonly { id: string; type: string }[] }>(path);
  const { id } = expectPresent(
    type,
    items.find((event) => event.type === type),
  );
  return until(`a head covers ${type}`, async () => {
    const answer = await reader.bytes(`/api/v1/events/${id}/receipt?${use}`);
    return answer.toString('latin1').startsWith('c2sp.org/tlog-proof@v1\n') ? answer : undefined;
  });
}

async function verify(
  stage: Stage,
  { text: what, exitCode }: Check,
  options: readonly string[],
): Promise<void> {
  stage.note(`${what}: node ${relative(process.cwd(), verifier)} ${options.join(' ')}`);
  const child = spawn(process.execPath, [...process.execArgv, verifier, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close') as Promise<[number | null]>;
  const [output, [code]] = await Promise.all([text(child.stdout), ended]);
  for (const line of output.trimEnd().split('\n')) stage.note(`  ${line}`);
  expectSame(`the verifier's exit code for ${what}`, code, exitCode);
}
