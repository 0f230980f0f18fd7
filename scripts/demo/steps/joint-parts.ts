// SPDX-License-Identifier: Apache-2.0
import type { ArchiveRecord, Case, ProvenanceEvent } from '@guidang/chaincode/model';
import { companyOfficers, officers } from '@guidang/chaincode/sample';
import type { DemoActor } from '../actor';
import { expectMembers, expectPresent, expectSame } from '../expect';
import type { Stage } from '../stage';
import { standing } from './joint-application';
import type { JointCase } from './joint-application';
import { handlePart } from './joint-part';
import type { EndedPart, PartCode } from './joint-part';
import { byIdentifier, check } from './verification';

/** What the joint case has come to. */
export interface EndedJointCase {
  readonly case: Case;
  /** That of the whole (案卷). */
  readonly record: string;
  readonly licence: string;
  readonly parts: readonly EndedPart[];
}

/** How parts stand that an act has changed, by their codes. */
type Changed = Readonly<Partial<Record<PartCode, string>>>;

/** Each department handles its part; what follows from its end is in the transaction of that end. */
export async function handleParts(stage: Stage, joint: JointCase): Promise<readonly EndedPart[]> {
  stage.act('设立登记: what is issued is at once the material of two other departments');
  const registration = await handlePart(stage, joint, 'registration');
  await expectChanged(stage, joint, registration, {
    registration: 'closed',
    tax: 'running',
    'social-insurance': 'running',
  });

  stage.act('社会保险登记, 税务登记信息确认: side by side, in two organisations, without the applicant');
  const insurance = await handlePart(stage, joint, 'social-insurance', registration);
  await expectChanged(stage, joint, insurance, { 'social-insurance': 'closed' });
  const tax = await handlePart(stage, joint, 'tax', registration);
  await expectChanged(stage, joint, tax, { tax: 'closed', seals: 'running' });

  stage.act('公章刻制备案: the last part, which has waited for the tax office');
  const seals = await handlePart(stage, joint, 'seals', registration);
  await expectChanged(stage, joint, seals, { seals: 'closed' });
  return [registration, tax, insurance, seals];
}

/** The history of the joint case has, under the transaction in which a part ended, all that followed from it. */
async function expectChanged(
  stage: Stage,
  joint: JointCase,
  { code, transaction }: EndedPart,
  expected: Changed,
): Promise<void> {
  const clerk = await stage.as(companyOfficers.window);
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

/** With the last part the joint case has ended, by itself, with one record that refers to those of the parts. */
export async function expectEnded(
  stage: Stage,
  joint: JointCase,
  parts: readonly EndedPart[],
): Promise<EndedJointCase> {
  stage.act(
    'The joint case has ended in the transaction of its last part, with a record of the whole (案卷)',
  );
  const clerk = await stage.as(companyOfficers.window);
  const ended = await joint.running.seenBy(clerk);
  expectMembers('the joint case', ended, { state: 'closed', version: 2 });
  expectSame('its parts', standing(ended), Object.fromEntries(parts.map(({ code }) => [code, 'closed'])));
  const id = expectPresent('the record of the whole', ended.record);
  const record = await clerk.get<ArchiveRecord>(`/api/v1/records/${id}`);
  const references = parts.map((part) => expectPresent(`the record of ${part.code}`, part.case.record));
  expectMembers('the record of the whole', record, { state: 'filed', case: ended.id, references });
  const contents = record.contents.map(({ role }) => role);
  expectSame('the contents of the record of the whole', contents, Object.keys(joint.contents));
  const transaction = parts.at(-1)?.transaction;
  await expectEvent(clerk, `/api/v1/cases/${ended.id}/history`, { type: 'case.completed', transaction });
  const registrar = await stage.as(companyOfficers.marketRegistrar);
  await expectEvent(registrar, `/api/v1/records/${id}/history`, { type: 'record.filed', transaction });
  clerk.did('sees that nobody closed it', { case: ended.id, 案卷: id, transaction });
  for (const [index, { reader, case: own }] of parts.entries()) {
    reader.did('has the record of its part, to which it refers', { case: own.id, record: references[index] });
  }
  const licence = expectPresent('the business licence', parts[0]?.issued[0]);
  const verifier = await stage.as(officers.westVerifier);
  await check(verifier, 'asks for the business licence', byIdentifier(licence), {
    valid: true,
    status: 'in-force',
  });
  return { case: ended, record: id, licence, parts };
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
