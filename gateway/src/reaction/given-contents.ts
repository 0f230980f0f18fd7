// SPDX-License-Identifier: Apache-2.0
import { cases, contentsGiven, matters } from '@guidang/chaincode/model';
import type { Case, Content } from '@guidang/chaincode/model';
import { z } from 'zod';
import type { EventEntry } from '../application/event/api';
import { find } from '../projection';
import type { Projection } from '../projection';

/** A part of a joint case, with the files that the joint case gives it. */
interface GivenContents {
  readonly part: Case;
  readonly joint: Case;
  readonly contents: readonly Content[];
}

/** The data of an event of a part that has begun; the contract writes it. */
const begunSchema = z.object({ status: z.literal('running'), case: z.string() });

/** The case of the part that begins with an event of its joint case; `undefined` of any other event. */
export function partBegunBy({ data }: EventEntry): string | undefined {
  return begunSchema.safeParse(data).data?.case;
}

/** What a part is given, by the number of its own case; `undefined` for any other case, or one that is not known yet. */
export async function givenContents(id: string, projection: Projection): Promise<GivenContents | undefined> {
  const part = await find(projection, cases, id);
  if (part?.partOf === undefined) return undefined;
  const joint = await find(projection, cases, part.partOf.case);
  const matter = joint && (await find(projection, matters, joint.matter, String(joint.matterVersion)));
  return joint && matter && { part, joint, contents: contentsGiven(joint, matter, part.partOf.part) };
}
