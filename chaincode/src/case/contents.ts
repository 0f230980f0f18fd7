// SPDX-License-Identifier: Apache-2.0
import { sameDigest } from '../ledger/digest';
import { limits } from '../ledger/limits';
import { demand } from '../ledger/refusal';
import type { Matter } from '../matter/model';
import type { Content } from '../record/model';
import type { Case, Material } from './model';

/** A file that a case names; of an opinion the case has the digest alone. */
export type CaseContent = Pick<Content, 'digest'> & Partial<Pick<Content, 'bytes' | 'mediaType'>>;

/** The files of a case. */
export function contentsOfCase(subject: Case): readonly CaseContent[] {
  return [...contentsOfMaterials(subject.materials), ...contentsOfNoRecord(subject)];
}

/** What the record of a case does not have: files that others have replaced, the opinions, and the proof of delivery. */
function contentsOfNoRecord({ replaced = [], decisions, delivery }: Case): readonly CaseContent[] {
  const opinions = decisions.flatMap(({ opinion }) => (opinion === undefined ? [] : [{ digest: opinion }]));
  return [...replaced, ...opinions, ...(delivery === undefined ? [] : [delivery.proof])];
}

/** The files given as materials, which its record has, with the code of their material as the role. */
export function contentsOfMaterials(materials: readonly Material[]): readonly Content[] {
  return materials.flatMap(({ code, source }) => {
    if ('content' in source) return [{ ...source.content, role: code }];
    return 'promise' in source ? [{ ...source.promise, role: code }] : [];
  });
}

/**
 * The files that a joint case gives one of its parts. What the part's department names later is not among them, though
 * the digest be that of another file of the joint case.
 */
export function contentsGiven(joint: Case, { parts = [] }: Matter, part: string): readonly Content[] {
  const { materials = {} } = parts.find(({ code }) => code === part) ?? {};
  const given = Object.values(materials).flatMap((from) => ('material' in from ? [from.material] : []));
  return contentsOfMaterials(joint.materials.filter(({ code }) => given.includes(code)));
}

/**
 * The replaced files of a case, once these materials are added: an officer may have looked at one, and must be able to
 * say later what it was.
 * @throws {Refusal} `limit-exceeded`.
 */
export function replacedBy(
  added: readonly Material[],
  { materials, replaced = [] }: Pick<Case, 'materials' | 'replaced'>,
): Pick<Case, 'replaced'> {
  const codes = new Set(added.map(({ code }) => code));
  const given = contentsOfMaterials(added);
  const gone = contentsOfMaterials(materials.filter(({ code }) => codes.has(code))).filter(
    (content) => !isAmong(content, given) && !isAmong(content, replaced),
  );
  if (gone.length === 0) return {};
  demand(
    replaced.length + gone.length <= limits.contentsReplacedPerCaseMax,
    'limit-exceeded',
    'the materials of the case were replaced too often',
    { field: 'body/materials' },
  );
  return { replaced: [...replaced, ...gone] };
}

function isAmong({ digest, role }: Content, contents: readonly Content[]): boolean {
  return contents.some((other) => other.role === role && sameDigest(other.digest, digest));
}
