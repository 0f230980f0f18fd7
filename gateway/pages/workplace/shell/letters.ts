// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';

/** Runs what a single letter stands for, unless somebody types text, composes, or has turned that off. */
export function useLetters(isOn: boolean, commands: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const listen = (event: KeyboardEvent): void => {
      const command = Object.hasOwn(commands, event.key) ? commands[event.key] : undefined;
      if (command === undefined || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
        return;
      }
      if (event.target instanceof HTMLElement && event.target.matches('input, select, textarea')) return;
      event.preventDefault();
      command();
    };
    document.addEventListener('keydown', listen);
    return () => {
      document.removeEventListener('keydown', listen);
    };
  });
}
