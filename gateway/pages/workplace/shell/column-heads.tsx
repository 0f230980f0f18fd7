// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import type { Bilingual } from '../../src/words';
import { useSay } from './language';

/** The first row of a table: what its columns are called. */
export function ColumnHeads({ names }: { readonly names: readonly Bilingual[] }): ReactElement {
  const say = useSay();
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name.en} scope="col">
            {say(name)}
          </th>
        ))}
      </tr>
    </thead>
  );
}
