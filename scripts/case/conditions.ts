// SPDX-License-Identifier: Apache-2.0
import type { ConditionsOfCase } from '@guidang/gateway/application/case/api';
import { printable } from '@guidang/verifier';
import type { ApiClient } from '../api-client';
import type { says } from '../terminal-words';

/** @throws {ApiProblem} of no such case, or of another department's without purpose and basis. */
export function askConditions(
  client: Pick<ApiClient, 'get'>,
  id: string,
  { purpose, basis }: { readonly purpose?: string | undefined; readonly basis?: string | undefined },
): Promise<ConditionsOfCase> {
  const why = new URLSearchParams({
    ...(purpose === undefined ? {} : { purpose }),
    ...(basis === undefined ? {} : { basis }),
  });
  return client.get<ConditionsOfCase>(`/api/v1/cases/${encodeURIComponent(id)}/conditions?${why.toString()}`);
}

export function isMet({ conditions }: ConditionsOfCase): boolean {
  return conditions.every(({ holds }) => holds);
}

/** Each condition with what keeps it from holding: in the words of its matter, which may be another organisation's. */
export function linesOf({ case: id, on, conditions }: ConditionsOfCase, say: typeof says): string[] {
  if (conditions.length === 0) return [say(`${id} has ended`, `${id} 已结束`)];
  return [
    say(`${id} on ${on}`, `${id}，${on}`),
    ...conditions.flatMap(({ name, holds, unmet }) => [
      `${say(name.en, name.zh)}${holds ? say(': met', '：已满足') : say(': not met', '：尚未满足')}`,
      ...unmet.map(({ text }) => `  - ${say(text.en, text.zh)}`),
    ]),
  ].map(printable);
}
