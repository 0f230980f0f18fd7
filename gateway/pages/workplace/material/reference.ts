// SPDX-License-Identifier: Apache-2.0
import { parseLicenceIdentifier } from '@guidang/chaincode/model';
import type { Bilingual } from '../../src/words';
import { recognise } from '../search/recognise';
import type { Matter } from '../shell/api';
import { offerWords } from '../words/offer-words';
import { workplaceWords } from '../words/workplace-words';

type MaterialDefinition = Matter['materials'][number];

const kinds = { licence: workplaceWords.kindLicence, record: workplaceWords.kindRecord } as const;

/** Why what somebody has typed cannot be taken as a material, as far as its form tells. */
export function referenceFault(
  kind: keyof typeof kinds,
  text: string,
  { licenceType }: Pick<MaterialDefinition, 'licenceType'>,
): Bilingual | undefined {
  const known = recognise(text);
  if (known === undefined) return workplaceWords.noKind;
  if (known.fault !== undefined) return known.fault;
  if (known.kind !== kinds[kind]) return withMore(offerWords.ofOtherKind, known.kind);
  if (kind === 'record' || licenceType === undefined) return undefined;
  const { type } = parseLicenceIdentifier(known.text);
  return type === licenceType ? undefined : withMore(offerWords.ofOtherType, { en: type, zh: type });
}

function withMore(said: Bilingual, more: Bilingual): Bilingual {
  return { en: `${said.en}: ${more.en}`, zh: `${said.zh}：${more.zh}` };
}
