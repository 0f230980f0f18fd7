// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, recordContentSchema } from '@guidang/chaincode/model';
import type { RecordContent } from '@guidang/chaincode/model';
import { sha256 } from '../../common/sha256';

/** Whose list a row stands in: equal rows of two departments are two records. */
interface RowOwner {
  readonly organisation: string;
  readonly department: string;
}

const contentFields = Object.keys(recordContentSchema.shape);

/**
 * Identifies a row of a list by what it says, so that it is recognised in another file, order, portion or year: the
 * digest of its content, without what the ledger adds. The order of contents (pages) counts; that of dossiers and
 * references does not.
 */
export function rowIdentity({ organisation, department }: RowOwner, content: RecordContent): string {
  const given = content as Readonly<Record<string, unknown>>;
  const said = Object.fromEntries(
    contentFields.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])),
  );
  const normalised = {
    ...said,
    dossiers: content.dossiers.map((dossier) => canonicalJson(dossier)).sort(),
    references: [...content.references].sort(),
  };
  return sha256(canonicalJson([organisation, department, normalised])).toString('base64url');
}
