// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { ComponentType, ReactElement } from 'react';
import { workplaceWords } from '../words/workplace-words';
import { useSay } from './language';
import { NotLoaded } from './not-loaded';

/**
 * A page, whose script comes when it is first asked for. Not by React's `lazy`: once that has shown that something is
 * loading, it shows it for 300 ms at least (`npm run bench:pages`).
 */
export function loaded<P extends object>(
  load: () => Promise<{ readonly default: ComponentType<P> }>,
): ComponentType<P> {
  let known: ComponentType<P> | undefined;
  return function Loaded(props: P): ReactElement {
    const say = useSay();
    const [Page, show] = useState(() => known);
    useEffect(() => {
      if (Page !== undefined) return;
      load().then(
        ({ default: page }) => {
          known = page;
          show(() => page);
        },
        () => {
          show(() => NotLoaded);
        },
      );
    }, [Page]);
    return Page === undefined ? <p>{say(workplaceWords.loading)}</p> : <Page {...props} />;
  };
}
