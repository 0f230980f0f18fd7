// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { client, queries } from './api';

/** Reads cases again when one of the own department changes; whether the line stands. */
export function useLiveCases(): boolean {
  const [isLive, setIsLive] = useState(false);
  useEffect(() => {
    const end = new AbortController();
    void follow(end.signal, setIsLive);
    return () => {
      end.abort();
    };
  }, []);
  return isLive;
}

async function follow(signal: AbortSignal, onState: (isOpen: boolean) => void): Promise<void> {
  try {
    for await (const { type } of client.events({ own: true, signal, onState })) {
      if (type.startsWith('case.')) await queries.invalidateQueries({ queryKey: ['cases'] });
    }
  } catch {
    // Signed out or gone: what is asked for next says so.
    onState(false);
  }
}
