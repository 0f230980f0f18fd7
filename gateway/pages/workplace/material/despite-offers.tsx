// SPDX-License-Identifier: Apache-2.0
import { useId } from 'react';
import type { ReactElement } from 'react';
import { askingReasonWords } from '../../src/words';
import type { Matter } from '../shell/api';
import { useSay } from '../shell/language';
import { workplaceWords } from '../words/workplace-words';
import { despiteIn, reasonsToAsk } from './despite';

interface Props {
  /** The materials that are on the ledger already. */
  readonly offered: readonly string[];
  readonly matter: Pick<Matter, 'materials'>;
  /** As the draft keeps it. */
  readonly despite: string;
  readonly onDespite: (despite: string) => void;
}

/** Why the applicant is asked all the same for what is offered (国务院令第716号 art. 7): a reason for each. */
export function DespiteOffers({ offered, matter, despite, onDespite }: Props): ReactElement | null {
  const say = useSay();
  const id = useId();
  if (offered.length === 0) return null;
  const given = despiteIn(despite);
  return (
    <fieldset>
      <legend>{say(workplaceWords.offeredTitle)}</legend>
      <p className="hint">{say(workplaceWords.offeredHint)}</p>
      {offered.map((code) => (
        <div key={code}>
          <label htmlFor={`${id}-${code}`}>
            {matter.materials.find((material) => material.code === code)?.name ?? code}
          </label>
          <select
            id={`${id}-${code}`}
            value={Object.hasOwn(given, code) ? given[code] : ''}
            onChange={({ target }) => {
              const reason = reasonsToAsk.find((one) => one === target.value);
              onDespite(JSON.stringify({ ...given, [code]: reason }));
            }}
          >
            <option value="">{say(workplaceWords.reasonNone)}</option>
            {reasonsToAsk.map((reason) => (
              <option key={reason} value={reason}>
                {say(askingReasonWords[reason])}
              </option>
            ))}
          </select>
        </div>
      ))}
    </fieldset>
  );
}
