// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { queries, sendForm } from './api';
import { forgetDrafts } from './drafts';

const channel = 'guidang-signed-out';

/** Ends the session, and forgets in every tab what the officer has typed there. */
export async function signOut(officer: string): Promise<void> {
  await sendForm('/auth/sign-out');
  forgetDrafts(sessionStorage, officer);
  const others = new BroadcastChannel(channel);
  others.postMessage(officer);
  others.close();
  location.assign('/auth/signed-out');
}

/** A session is the browser's: what another tab has ended is over here too. */
export function useSignOutElsewhere(): void {
  useEffect(() => {
    const others = new BroadcastChannel(channel);
    others.onmessage = ({ data }) => {
      forgetDrafts(sessionStorage, String(data));
      void queries.invalidateQueries({ queryKey: ['session'] });
    };
    return () => {
      others.close();
    };
  }, []);
}
