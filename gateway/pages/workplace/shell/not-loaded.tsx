// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { workplaceWords } from '../words/workplace-words';
import { useSay } from './language';

/** In place of a part of the page whose script did not arrive: the gateway was away, or has a newer page by now. */
export function NotLoaded(): ReactElement {
  const say = useSay();
  return (
    <div role="alert" className="note bad">
      <p>
        <strong>{say(workplaceWords.notLoaded)}</strong>
      </p>
      <p>
        <a href={location.href}>{say(workplaceWords.reload)}</a>
      </p>
    </div>
  );
}
