// SPDX-License-Identifier: Apache-2.0
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { workplaceWords } from '../words/workplace-words';
import { useSay } from './language';
import { ProblemNote } from './problem-note';

interface Props {
  readonly query: Pick<UseQueryResult, 'error' | 'isPending' | 'isFetching' | 'refetch'>;
}

/** That something is being read, or why it cannot be, with the way to read it again: never as if there were nothing. */
export function QueryNote({ query }: Props): ReactElement | null {
  const say = useSay();
  if (query.error !== null) return <ProblemNote error={query.error} query={query} />;
  return query.isPending ? <p>{say(workplaceWords.loading)}</p> : null;
}
