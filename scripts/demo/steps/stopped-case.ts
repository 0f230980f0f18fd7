// SPDX-License-Identifier: Apache-2.0
import type { ArchiveRecord, Material, Predicate } from '@guidang/chaincode/model';
import { expectMembers, expectPresent, expectSame } from '../expect';
import { realEstateTransfer, officers } from '@guidang/chaincode/sample';
import { RunningCase } from '../running-case';
import type { Stage } from '../stage';
import type { StoredFiles } from './files';
import type { Parties } from './people';
import type { Estate } from './seller-certificate';

/** The subject of a transfer case. */
export interface Sale {
  readonly parties: Parties;
  readonly files: StoredFiles;
  readonly estate: Estate;
}

/** The one condition of the matter that a seizure of the parcel fails. */
const nothingOnParcel: Predicate = { unrestricted: 'object', kinds: ['seizure', 'objection'] };

/** 查封: the restriction's name on the parcel. */
export function seizureOf(stage: Stage): string {
  return `SF-${stage.run}`;
}

export async function stoppedCase(stage: Stage, sale: Sale): Promise<void> {
  stage.act('A seizure (查封) stops a case, and a case that is not accepted is archived by itself');
  const decider = await stage.as(officers.eastDecider);
  const clerk = await stage.as(officers.eastAcceptor);

  const seizure = { id: seizureOf(stage), kind: 'seizure', basis: 'civil-procedure-law:253' };
  const { parcel } = sale.estate;
  const market = await stage.as(officers.eastMarketDecider);
  await market.refused(
    'has no right to seize parcels, and would',
    { status: 403, code: 'right-missing' },
    () => market.post(`/api/v1/objects/${parcel}/restrictions`, seizure),
  );
  const laid = await decider.post(`/api/v1/objects/${parcel}/restrictions`, seizure);
  decider.did('lays a seizure on the parcel', {
    parcel,
    restriction: seizure.id,
    transaction: laid.transaction,
  });

  const stopped = await openTransfer(stage, sale, '1');
  const problem = await clerk.refused('would accept it', { status: 409, code: 'condition-unmet' }, () =>
    stopped.transition(clerk, 'accept'),
  );
  const { unmet } = problem.document['facts'] as { readonly unmet: readonly Predicate[] };
  expectSame('the condition that stops the case', unmet, [nothingOnParcel]);
  stage.note(`because of ${JSON.stringify(unmet)}`);

  const ended = await stopped.transition(clerk, 'not-accept', 'parcel-under-seizure');
  expectMembers('the case', ended, { state: 'not-accepted' });
  const id = expectPresent('the archive record of the case', ended.record);
  const record = await clerk.get<ArchiveRecord>(`/api/v1/records/${id}`);
  expectMembers('the record', record, { state: 'filed', case: stopped.id });
  clerk.did('records that the case is not accepted, and why: it is archived in the same transaction', {
    case: stopped.id,
    'archive record': id,
    contents: record.contents.length,
    transaction: ended.transaction,
  });
}

/** Opens a case with all materials except those left out and the fee receipt, which comes last. */
export async function openTransfer(
  stage: Stage,
  { parties, files, estate }: Sale,
  number: string,
  ...without: readonly string[]
): Promise<RunningCase> {
  const clerk = await stage.as(officers.eastAcceptor);
  const given: Material[] = Object.values(files)
    .filter(({ role }) => !['title-certificate', 'fee-receipt', ...without].includes(role))
    .map((content) => ({ code: content.role, source: { content } }));
  const opened = await RunningCase.open(clerk, {
    number: `T-${stage.run}-${number}`,
    matter: realEstateTransfer.id,
    applicant: parties.buyer,
    object: estate.parcel,
    // No copy is requested of anything the ledger already has.
    materials: [...given, { code: 'title-certificate', source: { licence: estate.certificate } }],
  });
  clerk.did(`opens a case of ${realEstateTransfer.name} with ${given.length + 1} materials`, {
    case: opened.id,
    parcel: estate.parcel,
    'title certificate': estate.certificate,
  });
  return opened;
}
