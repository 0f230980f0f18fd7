// SPDX-License-Identifier: Apache-2.0
import { Problem } from '@guidang/client';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client, queries } from '../shell/api';
import type { Matter } from '../shell/api';
import type { Draft } from '../shell/drafts';
import type { More } from '../shell/more';
import { askedOnce } from '../shell/sending';
import { onlyFor, passed } from './intake-view';
import type { Intake, Party } from './intake-view';
import { offersQuestion } from './offer-view';
import type { OffersPage, OffersQuestion } from './offer-view';

function ask(body: OffersQuestion, key?: string): Promise<OffersPage> {
  return client.post('/api/v1/cases:offers', { body, key, role: 'acceptor' });
}

interface Offers {
  /** Why it is looked, as the ledger records it. */
  readonly use: { readonly purpose: string; readonly basis: string };
  /** What was looked at; none before, and until it is here again. */
  readonly pages: readonly OffersPage[] | undefined;
  /** Whether the recorded look no longer covers what is asked for. */
  readonly isOver: boolean;
  readonly error: unknown;
  readonly more: Parameters<typeof More>[0]['list'];
  /** Looks, which is recorded once, however often it is tried. */
  readonly look: () => void;
  readonly isLooking: boolean;
  readonly lookError: unknown;
}

/**
 * What the applicant has already. It is looked at when the officer says so; afterwards, as after a reload, it is shown
 * again by the cursor that the draft keeps, which records nothing.
 */
export function useOffers(draft: Draft<Intake>, matter: Matter, party: Party): Offers {
  const question = offersQuestion(matter, party);
  const { look } = draft.value;
  const [askFor] = useState(() => askedOnce(ask));
  const list = useInfiniteQuery({
    queryKey: ['offers', question, look],
    enabled: look !== '' && look !== passed,
    staleTime: Infinity,
    initialPageParam: look,
    queryFn: ({ pageParam: cursor }) => ask({ ...question, cursor }),
    getNextPageParam: ({ next }) => next,
  });
  const looking = useMutation({
    mutationFn: () => askFor(question),
    gcTime: 0,
    onSuccess: (page) => {
      const { again = '' } = page;
      queries.setQueryData(['offers', question, again], { pages: [page], pageParams: [again] });
      draft.change(onlyFor(draft.value, () => ({ look: again })));
    },
  });
  const isOver = isOverBy(list.error);
  return {
    use: question,
    pages: list.data?.pages,
    isOver,
    error: isOver ? null : list.error,
    more: list,
    look: () => {
      if (!looking.isPending) looking.mutate();
    },
    isLooking: looking.isPending,
    lookError: looking.error,
  };
}

/** After a while, with another version of the matter, or at a gateway with another key. */
function isOverBy(error: unknown): boolean {
  return error instanceof Problem && (error.code === 'cursor-expired' || error.code === 'cursor-invalid');
}
