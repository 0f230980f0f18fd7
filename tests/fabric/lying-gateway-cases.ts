// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { canonicalJson } from '@guidang/chaincode/model';
import { commitmentTo, pseudonymOf, readCheckpoint, readNote } from '@guidang/chaincode/proof';
import { officers } from '@guidang/chaincode/sample';
import { retried } from '@guidang/gateway/common/until';
import { aRecord } from '../../chaincode/src/testing/a-record';
import { LedgerError } from '../../gateway/src/ledger/ledger-error';
import type { Invocation, Prepared } from '../../gateway/src/ledger/port';
import { noteOf } from '../../gateway/src/log/own-tree';
import { connectLedger } from '../../gateway/src/start/network';
import type { SigningKeys } from '../../gateway/src/log/signing-keys';
import type { ApiClient } from '../../scripts/api-client';
import { historyOf, issueLicence } from './issued-licence';
import { eventually, onceServed } from './running-network';
import type { RunningNetwork } from './running-network';
import { signedAlone } from './signed-command';
import { stealKeys, withoutEastGateway } from './stolen-keys';

const verifier = resolve(__dirname, '../../scripts/verifier/dist/cli.js');

interface Receipt {
  readonly index: number;
  readonly leaf: string;
  readonly proof: readonly string[];
  readonly checkpoint: string;
}

interface Report {
  readonly report: {
    readonly verdict: { readonly valid: boolean; readonly status: string };
    readonly head?: object;
    readonly receipt?: Receipt;
    readonly recorded?: Receipt;
  };
  readonly seal: string;
}

function sealed(report: object, keys: SigningKeys): object {
  return { report, seal: keys.seal(`guidang-report/1\n${canonicalJson(report)}\n`) };
}

/** A gateway that lies to its callers, with its organisation's own keys. Expects that the demo has run. */
export function lyingGatewayCases(running: () => RunningNetwork): void {
  it('is found out: what it seals of a revoked licence, and the receipts and heads that it forges', async () => {
    const decider = await running().as(officers.eastMarketDecider);
    const auditor = await running().as(officers.auditor);
    const [east, west] = [decider, await running().as(officers.westVerifier)];
    const file = (name: string, content: string | Buffer): string => {
      const path = join(running().data, name);
      writeFileSync(path, content);
      return path;
    };
    const keys = file('log.keys', await auditor.bytes('/api/v1/log/keys'));
    const verify = (...args: string[]): { status: number | null; stdout: string } =>
      spawnSync(process.execPath, [verifier, ...args, '--keys', keys], { encoding: 'utf8' });

    const { identifier, version } = await issueLicence(decider);
    const reportBy = (reader: ApiClient): Promise<Report> =>
      onceServed(() => reader.post<Report>('/api/v1/verification-reports', { licence: identifier }));
    const honest = await reportBy(east);
    expect(honest.report.verdict).toMatchObject({ valid: true });
    const why = { reason: 'inspection', basis: 'food-safety-law:126' };
    const path = `/api/v1/licences/${identifier}/status`;
    await decider.post(path, { version, change: 'revoke', kind: 'penalty', ...why });
    const truth = await reportBy(west);
    expect(truth.report.verdict).toMatchObject({ valid: false, status: 'revoked' });

    const before = (await historyOf(decider, { identifier })).find((event) => event.version === version);
    const size = sizeOf(truth.report.receipt);
    const receipt = await eventually(async () => {
      const path = `/api/v1/events/${before?.id}/receipt`;
      const found = await decider.get<Receipt>(path, { accept: 'application/json' });
      return 'checkpoint' in found && sizeOf(found) >= size ? found : undefined;
    });
    const { log } = await withoutEastGateway(running(), () => stealKeys(running()));

    // The genuine receipts of the version before, one under a head that covers the revocation, and the verdict of before.
    const { head, ...content } = honest.report;
    expect(head).toBeDefined();
    const recorded = content.recorded ?? content.receipt;
    const lie = file('lie.json', JSON.stringify(sealed({ ...content, receipt, recorded }, log)));
    expect(verify(lie)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('on the word of east') as string,
    });
    const refuted = verify(lie, '--against', file('truth.json', JSON.stringify(truth)));
    expect(refuted).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^wrong against: .*licence\.status-changed/m) as string,
    });

    const forged = { ...receipt, leaf: receipt.leaf.replace(identifier, `${identifier.slice(0, -1)}0`) };
    expect(verify(file('forged.json', JSON.stringify(forged)))).toMatchObject({ status: 1 });
    const genuine = readCheckpoint(readNote(receipt.checkpoint).text);
    const fork = { ...genuine, root: createHash('sha256').update('another history').digest() };
    const note = noteOf(fork, [log.signHead(fork), ...log.cosign(fork, Math.floor(Date.now() / 1000))]);
    const alone = file('alone.json', JSON.stringify({ ...receipt, index: 0, proof: [], checkpoint: note }));
    expect(verify(alone)).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^wrong quorum: /m) as string,
    });
  });

  it('cannot hold back a person until the other members have forgotten the data: the next head makes it void', async () => {
    const { network } = running();
    const clerk = await running().as(officers.eastAcceptor);
    const created = async (): Promise<void> => {
      await onceServed(() => clerk.post('/api/v1/records', aRecord()));
    };
    const headSize = async (): Promise<number> => {
      const checkpoint = (await clerk.bytes('/checkpoint')).toString('utf8');
      return readCheckpoint(readNote(checkpoint).text).size;
    };
    const { registrar } = await withoutEastGateway(running(), () => stealKeys(running()));
    const signed = (type: string, body: object): string[] => [
      signedAlone(running(), registrar, { type, role: 'registrar', body }),
      randomBytes(16).toString('hex'),
    ];
    const person = { schema: 1 as const, name: '某某', numberType: '111', number: '999999199001010012' };
    const salt = randomBytes(32).toString('hex');
    const commitment = commitmentTo(salt, person);
    const body = { person: pseudonymOf('east', commitment), commitment };
    const lookup = randomBytes(32).toString('hex');
    const transient = { person: bytesOf({ salt, person }), lookup: bytesOf(lookup) };
    const ledger = await connectLedger({ connection: network.connection('east') });
    const prepare = (invocation: Invocation): Promise<Prepared> =>
      retried(() => ledger.prepare(invocation), { mayPass: (error) => error instanceof LedgerError });
    try {
      const entered = await prepare({
        transaction: 'person:register',
        args: signed('person.register', body),
      });
      await ledger.send(entered.bytes);
      await expect(ledger.status(entered.transactionId)).resolves.toMatchObject({ code: 'VALID' });
      const before = await headSize();
      const args = signed('person.put', body);
      const held = await prepare({ transaction: 'person:put', args, transient });
      await created();
      await eventually(async () => ((await headSize()) > before ? true : undefined));
      await ledger.send(held.bytes);
      await expect(ledger.status(held.transactionId)).resolves.toMatchObject({ code: 'MVCC_READ_CONFLICT' });
    } finally {
      await ledger.close();
    }
  });
}

function bytesOf(value: unknown): Buffer {
  return Buffer.from(canonicalJson(value), 'utf8');
}

function sizeOf(receipt: Receipt | undefined): number {
  return receipt === undefined ? 0 : readCheckpoint(readNote(receipt.checkpoint).text).size;
}
