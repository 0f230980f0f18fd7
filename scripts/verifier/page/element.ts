// SPDX-License-Identifier: Apache-2.0
import { printable } from '../src/receipt/leaf';

/** Texts only, never markup: most of them come from a stranger's file. */
export function element(
  name: string,
  className: string,
  ...children: readonly (Node | string)[]
): HTMLElement {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...children.map((child) => (typeof child === 'string' ? printable(child) : child)));
  return made;
}
