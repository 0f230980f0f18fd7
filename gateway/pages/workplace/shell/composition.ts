// SPDX-License-Identifier: Apache-2.0

/**
 * An Enter that ends a word which an input method is still composing sends no form: the officer has chosen characters,
 * and asked for nothing yet.
 */
export function keepCompositionsFromForms(on: Pick<Document, 'addEventListener'>): void {
  on.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Enter' && event.isComposing) event.preventDefault();
    },
    { capture: true },
  );
}
