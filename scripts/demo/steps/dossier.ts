// SPDX-License-Identifier: Apache-2.0
import { officers } from '@guidang/chaincode/sample';
import { expectMembers, expectPresent, expectSame } from '../expect';
import { buyer } from '../files';
import type { RunningCase } from '../running-case';
import type { Stage } from '../stage';
import { entryOf } from './people';
import type { Sale } from './stopped-case';

interface Dossier {
  readonly level: string;
  readonly items: readonly {
    readonly kind: string;
    readonly case?: { readonly id: string };
    readonly licence?: { readonly identifier: string; readonly holders?: readonly object[] };
    readonly receipt?: string;
  }[];
}

const path = '/api/v1/dossiers:consult';
const why = { purpose: 'case-review', basis: 'administrative-licensing-law:34' };

/** What there is already of the applicant and the parcel (档案调阅), before anybody is asked for it. */
export async function consultDossiers(stage: Stage, sale: Sale, running: RunningCase): Promise<void> {
  const clerk = await stage.as(officers.eastAcceptor);
  const { numberType, number } = entryOf(buyer);
  const applicant = await clerk.post<Dossier>(path, {
    number: { numberType, number },
    case: running.id,
    ...why,
  });
  expectSame('the newest in the dossier of the applicant', applicant.items[0]?.case?.id, running.id);
  const { parcel, certificate } = sale.estate;
  const estate = await clerk.post<Dossier>(path, {
    object: parcel,
    kinds: ['licence'],
    case: running.id,
    ...why,
  });
  const found = estate.items.find(({ licence }) => licence?.identifier === certificate);
  expectSame('the holders of the certificate', found?.licence?.holders?.length, 1);
  clerk.did('looks what there is of the applicant and the parcel, from every organisation (档案调阅)', {
    case: running.id,
    'in the dossier of the applicant': applicant.items.length,
    'the certificate of the parcel': certificate,
    'its receipt': expectPresent('the receipt of the certificate', found?.receipt).split('?')[0],
  });
  const stranger = await stage.as(officers.westDecider);
  await stranger.refused(
    'would open the details by the case of another department',
    { status: 403, code: 'not-competent' },
    () => stranger.post(path, { object: parcel, case: running.id, ...why }),
  );
  const summary = await stranger.post<Dossier>(path, { object: parcel, ...why });
  expectMembers('the dossier without a case', summary, { level: 'summary' });
  stranger.did('sees what there is of the parcel, and no details', { entries: summary.items.length });
}
