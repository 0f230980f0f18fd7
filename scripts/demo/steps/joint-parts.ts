// SPDX-License-Identifier: Apache-2.0
import type { ArchiveRecord, Case, ProvenanceEvent } from '@guidang/chaincode/model';
import { officers } from '@guidang/chaincode/sample';
import type { DemoActor } from '../actor';
import { expectMembers, expectPresent, expectSame } from '../expect';
import type { Stage } from '../stage';
import { standing } from './joint-application';
import type { JointCase } from './joint-application';
import type { EndedPart } from './joint-part';
import { byIdentifier, check } from './verification';

/** What the joint case has come to. */
export interface EndedJointCase {
  readonly case: Case;
  /** That of the whole (案卷). */
  readonly record: string;
  /** What its first part has issued. */
  readonly licence: string;
}

/**
 * The history of the joint case has, under the transaction in which a part ended, all that followed from it.
 * @param expected how parts stand that the end has changed, by their codes.
 */
export async function expectChanged(
  stage: Stage,
  joint: JointCase,
  { code, transaction }: EndedPart,
  expected: Readonly<Record<string, string>>,
): Promise<void> {
  const clerk = await stage.as(joint.cast.window);
  const events = (await historyOf(clerk, joint.running.id)).filter(
    (event) => event.transaction === transaction && event.type === 'case.part-changed',
  );
  const changed = Object.fromEntries(
    events.map(({ data }) => {
      const { part, status } = data as { readonly part: string; readonly status: string };
      return [part, status];
    }),
  );
  expectSame(`what follows from the end of ${code}`, changed, expected);
  clerk.did('reads in the history what that one transaction did', changed);
}

/**
 * With the last part the joint case has ended, by itself, with one record that refers to those of the parts.
 * @param ends the parts, in the order in which they ended.
 */
export async function expectEnded(
  stage: Stage,
  joint: JointCase,
  ends: readonly EndedPart[],
): Promise<EndedJointCase> {
  stage.act(
    'The joint case has ended in the transaction of its last part, with a record of the whole (案卷)',
  );
  const clerk = await stage.as(joint.cast.window);
  const ended = await joint.running.seenBy(clerk);
  expectMembers('the joint case', ended, { state: 'closed', version: 2 });
  const parts = (joint.matter.parts ?? []).flatMap(({ code }) => ends.filter((part) => part.code === code));
  const states = parts.map((part) => [part.code, part.case.state]);
  expectSame('its parts', standing(ended), Object.fromEntries(states));
  const record = expectPresent('the record of the whole', ended.record);
  await expectDossier(stage, joint, { ended, record, parts });
  const transaction = ends.at(-1)?.transaction;
  await expectEvent(clerk, `/api/v1/cases/${ended.id}/history`, { type: 'case.completed', transaction });
  const reader = await stage.as(joint.cast.reader);
  await expectEvent(reader, `/api/v1/records/${record}/history`, { type: 'record.filed', transaction });
  clerk.did('sees that nobody closed it', { case: ended.id, 案卷: record, transaction });
  for (const part of parts) {
    const { id, record: own } = part.case;
    part.reader.did('has the record of its part, to which it refers', { case: id, record: own });
  }
  return { case: ended, record, licence: await verifyLicence(stage, parts) };
}

interface Dossier {
  readonly ended: Case;
  readonly record: string;
  readonly parts: readonly EndedPart[];
}

/** It holds what was handed in, and refers to the records of the parts, whatever they have come to. */
async function expectDossier(
  stage: Stage,
  { cast, contents }: JointCase,
  { ended, record: id, parts }: Dossier,
): Promise<void> {
  const clerk = await stage.as(cast.window);
  const record = await clerk.get<ArchiveRecord>(`/api/v1/records/${id}`);
  const references = parts.map((part) => expectPresent(`the record of ${part.code}`, part.case.record));
  expectMembers('the record of the whole', record, { state: 'filed', case: ended.id, references });
  const held = record.contents.map(({ role }) => role);
  expectSame('the contents of the record of the whole', held, Object.keys(contents));
}

/** Anybody elsewhere may ask for what the first part has issued. */
async function verifyLicence(stage: Stage, parts: readonly EndedPart[]): Promise<string> {
  const licence = expectPresent('what the first part has issued', parts[0]?.issued[0]);
  const verifier = await stage.as(officers.westVerifier);
  await check(verifier, 'asks for what the first part has issued', byIdentifier(licence), {
    valid: true,
    status: 'in-force',
  });
  return licence;
}

async function expectEvent(
  reader: DemoActor,
  path: string,
  { type, transaction }: { readonly type: string; readonly transaction: string | undefined },
): Promise<void> {
  const { items } = await reader.get<{ items: readonly ProvenanceEvent[] }>(`${path}?limit=100`);
  const event = expectPresent(
    `${type} in ${path}`,
    items.find((item) => item.type === type),
  );
  expectMembers(type, event, { transaction });
}

async function historyOf(reader: DemoActor, id: string): Promise<readonly ProvenanceEvent[]> {
  const path = `/api/v1/cases/${id}/history?limit=100`;
  return (await reader.get<{ items: readonly ProvenanceEvent[] }>(path)).items;
}
