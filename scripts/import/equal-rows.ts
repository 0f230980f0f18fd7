// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { createRecordBody } from '@guidang/chaincode/commands';
import { canonicalJson } from '@guidang/chaincode/model';
import { rowIdentity } from '@guidang/gateway/application/record/row-identity';
import type { SourceRow } from './source';
import { says } from '../terminal-words';

/** Half a digest: enough to tell the rows of one file apart, and kept for each. */
const identityLength = 22;

/** Marks each row that says the same as an earlier one of the file: it would be taken in once, or was meant as another. */
export async function* markEqual(rows: AsyncIterable<SourceRow>): AsyncGenerator<SourceRow> {
  const first = new Map<string, number>();
  for await (const row of rows) {
    const identity = row.faults === undefined ? identityOf(row.text) : undefined;
    const earlier = identity === undefined ? undefined : first.get(identity);
    if (earlier !== undefined) {
      yield { ...row, faults: [{ field: 'row', message: equalTo(earlier) }] };
      continue;
    }
    if (identity !== undefined) first.set(identity, row.row);
    yield row;
  }
}

function identityOf(text: string): string | undefined {
  try {
    const row: unknown = JSON.parse(text);
    const { data } = createRecordBody.safeParse(row);
    // What the gateway will refuse is compared as it stands.
    const identity = data === undefined ? digestOf(canonicalJson(row)) : rowIdentity(anyOwner, data);
    return identity.slice(0, identityLength);
  } catch {
    return undefined;
  }
}

/** The rows of one file are of one department. */
const anyOwner = { organisation: '', department: '' };

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function equalTo(row: number): string {
  return says(
    `says the same as row ${row}: remove it, or add what tells the two apart (题名, 文号, 档号 or a content)`,
    `与第 ${row} 行内容相同：请删去，或补充可区分两者的内容（题名、文号、档号或文件摘要）`,
  );
}
