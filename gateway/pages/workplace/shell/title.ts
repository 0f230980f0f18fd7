// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { workplaceWords } from '../words/workplace-words';
import { useSay } from './language';

/** Names the page, for tabs, bookmarks and screen readers. */
export function useTitle(title: string): void {
  const product = useSay()(workplaceWords.workplace);
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
}
