// SPDX-License-Identifier: Apache-2.0
import { licenceIdentifierSchema } from '@guidang/chaincode/model';

const candidates = /1\.2\.156\.3005\.2(?:\.[0-9A-Z]{1,40}){3,6}/g;

/** The identifiers of licences in a text. */
export function licencesNamedIn(text: string): readonly string[] {
  return [...text.matchAll(candidates)].flatMap(([candidate]) =>
    licenceIdentifierSchema.safeParse(candidate).success ? [candidate] : [],
  );
}

/** The one licence that texts name, over line breaks too; of several none is meant. */
export function onlyLicenceIn(texts: readonly string[]): string | undefined {
  const named = texts.flatMap((text) => [text, text.replace(/\s/gu, '')]).flatMap(licencesNamedIn);
  const [only, ...others] = new Set(named);
  return others.length === 0 ? only : undefined;
}
