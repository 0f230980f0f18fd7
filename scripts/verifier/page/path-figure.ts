// SPDX-License-Identifier: Apache-2.0
import type { ReceiptPath } from '../src/receipt/path';
import { element } from './element';
import { texts } from './words';
import type { Language } from './words';

type Label = (name: keyof typeof texts) => string;

/**
 * A receipt's path from its leaf up to the root, step by step: each pair as it is hashed, and what it comes to.
 * @param isProven whether the head is genuine too: only then does it look good.
 */
export function pathFigure(path: ReceiptPath, isProven: boolean, language: Language): HTMLElement {
  const label: Label = (name) => texts[name][language];
  const { index, size, leaf, steps, root, leads } = path;
  const look = leads ? (isProven ? 'good' : 'unknown') : 'bad';
  const reached = [leaf, ...steps.map(({ node }) => node)];
  const summary = element(
    'summary',
    '',
    `${label('path')}: ${label('leaf')} ${index}, ${label('treeOf')} ${size}`,
  );
  const figure = element(
    'details',
    'path',
    summary,
    hashLine(label('leafHash'), leaf),
    element(
      'ol',
      '',
      ...steps.map(({ side, sibling, node }, at) => {
        const own = hashLine(label(side === 'left' ? 'right' : 'left'), reached[at] ?? '', label('reached'));
        const other = hashLine(label(side), sibling, label('sibling'));
        const pair = side === 'left' ? [other, own] : [own, other];
        return element('li', '', element('div', 'pair', ...pair), hashLine(label('together'), node));
      }),
    ),
    hashLine(label('headRoot'), root),
    element('p', `verdict ${look}`, label(leads ? (isProven ? 'leads' : 'leadsOnly') : 'leadsNot')),
  );
  figure.setAttribute('open', '');
  return figure;
}

function hashLine(name: string, hash: string, note = ''): HTMLElement {
  const words = note === '' ? name : `${name} (${note})`;
  return element('p', 'hash', `${words}: `, element('code', '', hash));
}
