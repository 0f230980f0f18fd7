// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import type { DemoActor } from '../actor';
import { expectPresent, expectSame } from '../expect';
import { officers } from '@guidang/chaincode/sample';
import type { Stage } from '../stage';
import { until } from '@guidang/gateway/common/until';
import type { Completed } from './completion';

/** The offline verifier's command beside its library: compiled if this file is, otherwise from source. */
const verifier = join(dirname(require.resolve('@guidang/verifier')), `cli${extname(__filename)}`);

/** A question to the verifier, and the expected answer. */
interface Check {
  readonly text: string;
  readonly receipt: string;
  readonly document?: string;
  readonly exitCode: number;
}

const use = 'purpose=receipt-check&basis=archives-law:9';
const proven = 0;
const wrong = 1;

/** Receipts of the new certificate and of the archive record, checked offline by a separate program. */
export async function receiptsOffline(stage: Stage, made: Completed, printed: Buffer): Promise<void> {
  stage.act('Receipts (存证回执) that outlive the service: fetched once, proven offline');
  const reader = await stage.as(stage.isPresent('audit') ? officers.auditor : officers.eastRegistrar);
  // Readable by this user only: the printed licence names people.
  const folder = await mkdtemp(join(tmpdir(), 'guidang-receipts-'));
  const save = async (name: string, bytes: Buffer): Promise<string> => {
    await writeFile(join(folder, name), bytes);
    return join(folder, name);
  };
  const receipt = async (name: string, path: string, type: string): Promise<string> =>
    save(`${name}.tlog-proof`, await receiptOf(reader, path, type));
  const licence = `/api/v1/licences/${made.licence}/history`;
  const issued = await receipt('licence', licence, 'licence.issued');
  const rendered = await receipt('printed-licence', licence, 'licence.rendition-added');
  const filed = await receipt('record', `/api/v1/records/${made.record}/history`, 'record.filed');
  const keys = await save('keys', await reader.bytes('/api/v1/log/keys'));
  const document = await save('licence.pdf', printed);
  const altered = await save('altered.pdf', Buffer.concat([printed, Buffer.from('\n')]));
  reader.did("takes along the receipts, the printed licence and the organisations' public keys", { folder });

  const checks: readonly Check[] = [
    { text: 'the issue of the licence', receipt: issued, exitCode: proven },
    { text: 'the filing of the record', receipt: filed, exitCode: proven },
    { text: 'the printed licence', receipt: rendered, document, exitCode: proven },
    { text: 'the printed licence, altered', receipt: rendered, document: altered, exitCode: wrong },
  ];
  await stage.whileGatewayStopped(async () => {
    for (const check of checks) await verify(stage, check, keys);
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
  { text: what, receipt, document, exitCode }: Check,
  keys: string,
): Promise<void> {
  const options = [receipt, '--keys', keys, ...(document === undefined ? [] : ['--file', document])];
  stage.note(`${what}: node ${relative(process.cwd(), verifier)} ${options.join(' ')}`);
  const child = spawn(process.execPath, [...process.execArgv, verifier, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close') as Promise<[number | null]>;
  const [output, [code]] = await Promise.all([text(child.stdout), ended]);
  for (const line of output.trimEnd().split('\n')) stage.note(`  ${line}`);
  expectSame(`the verifier's exit code for ${what}`, code, exitCode);
}
