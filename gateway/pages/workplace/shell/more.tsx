// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { workplaceWords } from '../words/workplace-words';
import { BusyButton } from './busy-button';
import { useSay } from './language';

interface Props {
  /** A list that is read page by page. */
  readonly list: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
}

/** The button for a list's next page, while there is one. */
export function More({ list }: Props): ReactElement | null {
  const say = useSay();
  if (!list.hasNextPage) return null;
  return (
    <BusyButton
      className="button plain"
      isBusy={list.isFetchingNextPage}
      onPress={() => {
        list.fetchNextPage();
      }}
    >
      {say(workplaceWords.more)}
    </BusyButton>
  );
}
