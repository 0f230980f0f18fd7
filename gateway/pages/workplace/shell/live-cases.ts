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
  let isFirst = true;
  const onLine = (isOpen: boolean): void => {
    onState(isOpen);
    if (!isOpen || !isFirst) return;
    isFirst = false;
    // Later lines go on where one broke; what happened between the first reading and the first line, none tells.
    void readAgain();
  };
  try {
    for await (const { type } of client.events({ own: true, signal, onState: onLine })) {
      if (type.startsWith('case.')) await readAgain();
    }
  } catch {
    // Signed out or gone: what is asked for next says so.
    onState(false);
  }
}

function readAgain(): Promise<void> {
  return queries.invalidateQueries({ queryKey: ['cases'] });
}
