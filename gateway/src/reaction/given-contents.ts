// SPDX-License-Identifier: Apache-2.0
import { cases, contentsGiven, matters } from '@guidang/chaincode/model';
import type { Case, Content } from '@guidang/chaincode/model';
import { find } from '../projection';
import type { Projection } from '../projection';

/** A part of a joint case, with the files that the joint case gives it. */
export interface GivenContents {
  readonly part: Case;
  readonly joint: Case;
  readonly contents: readonly Content[];
}

/** What a part is given, by the number of its own case; `undefined` for any other case, or one that is not known yet. */
export async function givenContents(id: string, projection: Projection): Promise<GivenContents | undefined> {
  const part = await find(projection, cases, id);
  if (part?.partOf === undefined) return undefined;
  const joint = await find(projection, cases, part.partOf.case);
  const matter = joint && (await find(projection, matters, joint.matter, String(joint.matterVersion)));
  return joint && matter && { part, joint, contents: contentsGiven(joint, matter, part.partOf.part) };
}
