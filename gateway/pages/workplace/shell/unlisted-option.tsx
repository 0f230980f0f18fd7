// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';

interface Props {
  readonly value: string;
  readonly listed: readonly string[];
}

/**
 * What was chosen before a reload, while its list is not read yet or no longer has it: the browser shows a
 * select without the option of its value as if nothing were chosen.
 */
export function UnlistedOption({ value, listed }: Props): ReactElement | null {
  return value === '' || listed.includes(value) ? null : <option value={value}>{value}</option>;
}
