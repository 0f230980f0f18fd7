// SPDX-License-Identifier: Apache-2.0
import type { Case, ProvenanceEvent } from '@guidang/chaincode/model';
import type { DemoActor } from '../actor';
import { expectSame } from '../expect';
import type { Stage } from '../stage';

/** A case as an officer of its department sees it. */
interface SeenCase {
  readonly reader: DemoActor;
  readonly case: Case;
}

/** What it has cost the citizen, from what is recorded: papers, and ways to departments beside the window. */
export async function forTheCitizen(
  stage: Stage,
  application: SeenCase,
  parts: readonly SeenCase[] = [],
): Promise<void> {
  stage.act('For the citizen');
  const handedIn = papersOf(application.case);
  const others = parts.flatMap(({ case: part }) =>
    papersOf(part).flatMap((paper) =>
      handedIn.includes(paper) ? [] : { paper, department: part.department },
    ),
  );
  const notices = (await Promise.all([application, ...parts].map(noticesOf))).flat();
  const again = [...others, ...notices];
  const visited = new Set(again.map(({ department }) => department));
  visited.delete(application.case.department);
  expectSame('papers asked for again', again, []);
  expectSame('departments visited', [...visited], []);
  application.reader.did('sees what it has taken', {
    'papers handed in (提交材料)': handedIn.length,
    'papers asked for again (重复提交)': again.length,
    'departments visited (跑动部门)': visited.size,
  });
}

/** Digests of the files that a case rests on; what is on the ledger already is no paper. */
function papersOf({ materials }: Case): readonly string[] {
  return materials.flatMap(({ source }) => ('content' in source ? source.content.digest.value : []));
}

/** Notices that something is missing (补正告知). */
async function noticesOf({
  reader,
  case: { id, department },
}: SeenCase): Promise<readonly { readonly department: string }[]> {
  const { items } = await reader.get<{ items: readonly ProvenanceEvent[] }>(
    `/api/v1/cases/${id}/history?limit=100`,
  );
  return items.flatMap(({ type, data }) =>
    type === 'case.state-changed' && (data as { readonly to?: string }).to === 'supplement'
      ? { department }
      : [],
  );
}
