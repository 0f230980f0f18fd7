// SPDX-License-Identifier: Apache-2.0
import { useContext, useEffect, useState } from 'react';
import { OfficerContext } from './officer';

/*
 * What was typed outlives a reload, a stopped gateway and the end of a session; not the tab, nor a sign-out. It is its
 * officer's: the computer at a counter is shared. Nothing that names a person is kept: forms give such texts another
 * place.
 */

/** Of Storage, what drafts need. */
interface Store {
  readonly length: number;
  key(index: number): string | null;
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
  removeItem(name: string): void;
}

/** Whose a draft is, and of which form. */
interface Place {
  readonly officer: string;
  readonly name: string;
}

function prefixOf(officer: string): string {
  return `guidang-draft:${officer}:`;
}

function keyOf({ officer, name }: Place): string {
  return prefixOf(officer) + name;
}

/** What was kept, if it still has the form of what is asked for. */
export function readDraft<T extends object>(store: Store, place: Place, empty: T): T {
  try {
    const kept: unknown = JSON.parse(store.getItem(keyOf(place)) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return empty;
    const fitting = Object.entries(kept).filter(
      ([member, value]) => member in empty && typeof value === typeof empty[member as keyof T],
    );
    return { ...empty, ...Object.fromEntries(fitting) };
  } catch {
    return empty;
  }
}

export function keepDraft(store: Store, place: Place, draft: object): void {
  try {
    store.setItem(keyOf(place), JSON.stringify(draft));
  } catch {
    // A full store keeps nothing: the form still works.
  }
}

/** Once an officer has signed out, whoever sits down next finds nothing of it. */
export function forgetDrafts(store: Store, officer: string): void {
  const names = Array.from({ length: store.length }, (_, index) => store.key(index) ?? '');
  for (const name of names) if (name.startsWith(prefixOf(officer))) store.removeItem(name);
}

export interface Draft<T extends object> {
  readonly value: T;
  readonly change: (part: Partial<T> | ((known: T) => Partial<T>)) => void;
  readonly forget: () => void;
}

/** A form's texts. */
export function useDraft<T extends object>(name: string, empty: T): Draft<T> {
  const officer = useContext(OfficerContext);
  const [value, setValue] = useState(() => readDraft(sessionStorage, { officer, name }, empty));
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    if (!isOver) keepDraft(sessionStorage, { officer, name }, value);
  }, [officer, name, value, isOver]);
  return {
    value,
    change: (part) => {
      setIsOver(false);
      setValue((known) => ({ ...known, ...(typeof part === 'function' ? part(known) : part) }));
    },
    forget: () => {
      setIsOver(true);
      sessionStorage.removeItem(keyOf({ officer, name }));
      setValue(empty);
    },
  };
}
