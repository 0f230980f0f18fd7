// SPDX-License-Identifier: Apache-2.0
import type { ArchiveRecord, ProvenanceEvent } from '@guidang/chaincode/model';
import { sha256 } from '@guidang/chaincode/proof';
import { ApiProblem } from '../../api-client';
import type { DemoActor } from '../actor';
import { expectPresent, expectSame } from '../expect';
import { fonds, officers } from '@guidang/chaincode/sample';
import type { Stage } from '../stage';
import { until } from '@guidang/gateway/common/until';

const use = 'purpose=four-property-check&basis=archives-law:28';

/** The archivist gives the filed record its 档号, and reads a content of it for a purpose. */
export async function arrangeAndRead(stage: Stage, id: string): Promise<void> {
  stage.act('In the archives: the record is arranged, and read for a purpose');
  const archivist = await stage.as(officers.archivist);
  const record = await archivist.get<ArchiveRecord>(`/api/v1/records/${id}?${use}`);
  await arrange(archivist, record);
  const { digest } = expectPresent(
    'the contract',
    record.contents.find(({ role }) => role === 'sale-contract'),
  );
  const path = `/api/v1/contents/${digest.value}?record=${id}`;
  await archivist.refused(
    'would read the sale contract for no purpose',
    { status: 400, code: 'field-invalid' },
    () => archivist.bytes(path),
  );
  expectSame('accesses before the first read', (await accesses(archivist, id)).length, 0);
  const bytes = await until('the archives hold the content that east filed', () =>
    whenHere(() => archivist.bytes(`${path}&${use}`)),
  );
  expectSame('the digest of what was read', sha256(bytes), digest);
  const [access] = await accesses(archivist, id);
  const event = expectPresent('the recorded access', access);
  expectSame('the content that was read', event.digest, digest);
  archivist.did(`reads the sale contract (${bytes.length} bytes), after the access was on the ledger`, {
    sha256: digest.value,
    purpose: event.purpose,
    basis: event.basis,
    transaction: event.transaction,
  });
}

async function arrange(archivist: DemoActor, record: ArchiveRecord): Promise<void> {
  const { id, version, category, year, retention } = record;
  const { codes, transaction } = await archivist.post<{ codes: Readonly<Record<string, string>> }>(
    '/api/v1/records:arrange',
    { series: { fonds: fonds.eastLand.code, category, year, retention }, records: [{ id, version }] },
  );
  const code = expectPresent('the 档号', codes[id]);
  const arranged = await archivist.get<ArchiveRecord>(`/api/v1/records/${id}?${use}`);
  expectSame('the 档号 of the record', arranged.archivalCode, code);
  archivist.did('arranges the record', { record: id, 档号: code, transaction });
}

async function accesses(reader: DemoActor, id: string): Promise<readonly ProvenanceEvent[]> {
  return (await reader.get<{ items: readonly ProvenanceEvent[] }>(`/api/v1/records/${id}/accesses`)).items;
}

/** Contents are handed over after filing; a gateway that has not received one yet answers 404. */
async function whenHere(read: () => Promise<Buffer>): Promise<Buffer | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ApiProblem && error.code === 'content-not-found') return undefined;
    throw error;
  }
}
