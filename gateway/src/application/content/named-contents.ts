// SPDX-License-Identifier: Apache-2.0
import {
  addMaterials,
  addRendition,
  annotateRecord,
  breakGlass,
  decideCase,
  deliverCase,
  openCase,
  reportFinding,
} from '@guidang/chaincode/commands';
import type { CommandKind } from '@guidang/chaincode/commands';
import type { Material, RecordContent } from '@guidang/chaincode/model';
import type { GivenCommand, NamedContent } from './api';

/** The files that a command rests on: they must be here before it is given. */
export function contentsOf({ type, body }: GivenCommand): readonly NamedContent[] {
  return restsOn.get(type)?.(body) ?? [];
}

/** The files that a record names while it is collected: they may come later, until it is filed. */
export function contentsOfRecord(
  { contents }: Pick<RecordContent, 'contents'>,
  at: string,
): readonly NamedContent[] {
  return contents.map(({ digest, bytes }, index) => ({ digest, bytes, field: `${at}/contents/${index}` }));
}

const restsOn: ReadonlyMap<string, (body: unknown) => readonly NamedContent[]> = new Map([
  named(openCase, ({ materials }) => contentsOfMaterials(materials)),
  named(addMaterials, ({ materials }) => contentsOfMaterials(materials)),
  named(decideCase, ({ opinion }) =>
    opinion === undefined ? [] : [{ digest: opinion, field: 'body/opinion' }],
  ),
  named(deliverCase, ({ proof }) => [{ ...proof, field: 'body/proof' }]),
  named(annotateRecord, ({ content }) => [{ ...content, field: 'body/content' }]),
  named(reportFinding, ({ content }) => [{ ...content, field: 'body/content' }]),
  named(breakGlass, ({ statement }) => [{ digest: statement, field: 'body/statement' }]),
  named(addRendition, ({ rendition }) => [{ ...rendition, field: 'body/rendition' }]),
]);

function named<Body>(
  { type, body: schema }: CommandKind<Body>,
  contents: (body: Body) => readonly NamedContent[],
): [string, (body: unknown) => readonly NamedContent[]] {
  // What is wrong with a malformed body the contract says.
  return [type, (body) => (schema.safeParse(body).success ? contents(body as Body) : [])];
}

/** The files among materials, where they stand in the request. */
function contentsOfMaterials(materials: readonly Pick<Material, 'source'>[]): readonly NamedContent[] {
  return materials.flatMap(({ source }, index) => {
    const field = `body/materials/${index}/source`;
    if ('content' in source) return [{ ...source.content, field: `${field}/content` }];
    return 'promise' in source ? [{ ...source.promise, field: `${field}/promise` }] : [];
  });
}
