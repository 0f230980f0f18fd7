// SPDX-License-Identifier: Apache-2.0
import { licenceIdentifierSchema } from '@guidang/chaincode/model';

const candidates = /1\.2\.156\.3005\.2(?:\.[0-9A-Z]{1,40}){3,6}/g;

/** The identifiers of licences in a text. */
export function licencesNamedIn(text: string): readonly string[] {
  return [...text.matchAll(candidates)].flatMap(([candidate]) =>
    licenceIdentifierSchema.safeParse(candidate).success ? [candidate] : [],
  );
}

/** The licences that texts name, over line breaks too, each once. */
export function licencesIn(texts: readonly string[]): readonly string[] {
  const named = texts.flatMap((text) => [text, text.replace(/\s/gu, '')]).flatMap(licencesNamedIn);
  return [...new Set(named)];
}

/** Of a text that names several, none is meant. */
export function onlyLicenceIn(text: string): string | undefined {
  const [only, ...others] = licencesIn([text]);
  return others.length === 0 ? only : undefined;
}
