// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';

/*
 * What was typed outlives a reload, a stopped gateway and the end of a session; not the tab. Nothing that names a person
 * is kept: forms give such texts another place.
 */

/** Of Storage, what drafts need. */
interface Store {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
}

const prefix = 'guidang-draft:';

/** What was kept, if it still has the form of what is asked for. */
export function readDraft<T extends object>(store: Store, name: string, empty: T): T {
  try {
    const kept: unknown = JSON.parse(store.getItem(prefix + name) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return empty;
    const fitting = Object.entries(kept).filter(
      ([member, value]) => member in empty && typeof value === typeof empty[member as keyof T],
    );
    return { ...empty, ...Object.fromEntries(fitting) };
  } catch {
    return empty;
  }
}

export function keepDraft(store: Store, name: string, draft: object): void {
  try {
    store.setItem(prefix + name, JSON.stringify(draft));
  } catch {
    // A full store keeps nothing: the form still works.
  }
}

export interface Draft<T extends object> {
  readonly value: T;
  readonly change: (part: Partial<T>) => void;
  readonly forget: () => void;
}

/** A form's texts. */
export function useDraft<T extends object>(name: string, empty: T): Draft<T> {
  const [value, setValue] = useState(() => readDraft(sessionStorage, name, empty));
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    if (!isOver) keepDraft(sessionStorage, name, value);
  }, [name, value, isOver]);
  return {
    value,
    change: (part) => {
      setIsOver(false);
      setValue((known) => ({ ...known, ...part }));
    },
    forget: () => {
      setIsOver(true);
      sessionStorage.removeItem(prefix + name);
      setValue(empty);
    },
  };
}
