// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { Language } from '../../src/words';

/** How somebody wants to read, kept on this computer. */
export interface Preferences {
  readonly language: Language;
  readonly text: 'normal' | 'large';
  readonly contrast: 'normal' | 'high';
  /** Whether single letters are commands (WCAG 2.1.4). */
  readonly letters: boolean;
}

const place = 'guidang-preferences';

/** What is stored may be of an older page, or of anybody: only what is known of it is taken. */
export function preferencesFrom(stored: string | null, browserLanguage: string): Preferences {
  const given = parsed(stored);
  return {
    language: oneOf(given['language'], ['zh', 'en']) ?? (browserLanguage.startsWith('zh') ? 'zh' : 'en'),
    text: oneOf(given['text'], ['normal', 'large']) ?? 'normal',
    contrast: oneOf(given['contrast'], ['normal', 'high']) ?? 'normal',
    letters: given['letters'] !== false,
  };
}

function parsed(stored: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(stored ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function oneOf<T extends string>(value: unknown, known: readonly T[]): T | undefined {
  return known.find((one) => one === value);
}

export function usePreferences(): readonly [Preferences, (change: Partial<Preferences>) => void] {
  const [preferences, setPreferences] = useState(() =>
    preferencesFrom(localStorage.getItem(place), navigator.language),
  );
  useEffect(() => {
    const root = document.documentElement;
    root.lang = preferences.language === 'zh' ? 'zh-CN' : 'en';
    root.dataset['text'] = preferences.text;
    root.dataset['contrast'] = preferences.contrast;
    localStorage.setItem(place, JSON.stringify(preferences));
  }, [preferences]);
  return [
    preferences,
    (change) => {
      setPreferences((known) => ({ ...known, ...change }));
    },
  ];
}
