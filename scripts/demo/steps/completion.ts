// SPDX-License-Identifier: Apache-2.0
import { parseLicenceIdentifier, parseUniqueCode } from '@guidang/chaincode/model';
import type { ArchiveRecord, ProvenanceEvent } from '@guidang/chaincode/model';
import type { DemoActor } from '../actor';
import { expectMembers, expectPresent, expectSame } from '../expect';
import { officers } from '@guidang/chaincode/sample';
import type { CaseAnswer, RunningCase } from '../running-case';
import type { Stage } from '../stage';
import { storeFile } from './files';
import type { Sale } from './stopped-case';

/** What the completed case created. */
export interface Completed {
  readonly case: string;
  readonly record: string;
  readonly licence: string;
  readonly cancelled: string;
  /** A time at which the seller's certificate was still in force. */
  readonly before: string;
}

export async function completeCase(stage: Stage, sale: Sale, running: RunningCase): Promise<Completed> {
  stage.act('The last material arrives: the case completes itself in that very transaction');
  const clerk = await stage.as(officers.eastAcceptor);
  const registrar = await stage.as(officers.eastRegistrar);
  const { 'fee-receipt': receipt } = sale.files;
  const answer = await running.addMaterials(clerk, { code: 'fee-receipt', source: { content: receipt } });
  expectMembers('the case', answer, { state: 'closed', changed: [sale.estate.certificate] });
  const completed = await made(running, clerk, { ...answer, before: sale.estate.countsFrom });
  clerk.did('adds the fee receipt (缴费收据); what follows, nobody asked for', {
    case: running.id,
    transaction: answer.transaction,
  });
  await expectOneTransaction(registrar, completed, answer.transaction);
  registrar.did('reads in the histories that one transaction did all of this', {
    'filed record (唯一标识码)': completed.record,
    'issued 不动产权证书': completed.licence,
    'cancelled certificate': completed.cancelled,
  });
  return completed;
}

/** 送达回证, appended after the case has ended. */
export async function deliver(stage: Stage, running: RunningCase): Promise<void> {
  stage.act('Delivery: its proof is appended to the closed case');
  const clerk = await stage.as(officers.eastAcceptor);
  const bytes = Buffer.from(`送达回证（演示样张）\n办件：${running.id}\n送达方式：窗口领取\n`);
  const proof = await storeFile(clerk, { code: 'delivery-receipt', mediaType: 'text/plain', bytes });
  const { transaction, state } = await running.deliver(clerk, proof);
  expectSame('the state of a delivered case', state, 'closed');
  clerk.did('appends the proof of delivery (送达回证)', { sha256: proof.digest.value, transaction });
}

async function made(
  running: RunningCase,
  reader: DemoActor,
  answer: CaseAnswer & Pick<Completed, 'before'>,
): Promise<Completed> {
  const [licence] = answer.issued ?? [];
  const [cancelled] = answer.changed ?? [];
  const seen = await running.seenBy(reader);
  const completed = {
    case: running.id,
    record: expectPresent('the archive record', answer.record),
    licence: expectPresent('the new licence', licence),
    cancelled: expectPresent('the cancelled licence', cancelled),
    before: answer.before,
  };
  parseUniqueCode(completed.record);
  parseLicenceIdentifier(completed.licence);
  const record = await reader.get<ArchiveRecord>(`/api/v1/records/${completed.record}`);
  expectMembers('the record', record, { state: 'filed', case: running.id, version: 1 });
  const given = seen.materials.filter(({ source }) => 'content' in source).map(({ code }) => code);
  expectSame(
    'the contents of the record',
    record.contents.map(({ role }) => role),
    given,
  );
  return completed;
}

/** Every effect is in the same transaction, names its rule, and follows from that rule alone. */
async function expectOneTransaction(reader: DemoActor, made: Completed, transaction: string): Promise<void> {
  const effects = [
    { path: `/api/v1/cases/${made.case}/history`, type: 'case.completed' },
    { path: `/api/v1/records/${made.record}/history`, type: 'record.filed' },
    { path: `/api/v1/licences/${made.licence}/history`, type: 'licence.issued' },
    { path: `/api/v1/licences/${made.cancelled}/history`, type: 'licence.status-changed' },
  ];
  for (const { path, type } of effects) {
    const { items } = await reader.get<{ items: readonly ProvenanceEvent[] }>(path);
    const event = expectPresent(
      `${type} in ${path}`,
      items.find((item) => item.type === type),
    );
    expectMembers(type, event, { transaction });
    expectMembers(`the rule of ${type}`, expectPresent('the outcome', event.outcome), { case: made.case });
  }
}
