// SPDX-License-Identifier: Apache-2.0
import { encodeUtf8 } from '../bytes';
import { TestLog } from '../testing/log';
import { refusalOf } from '../testing/refused';
import { pathOf } from './path';
import { parseReceiptText } from './receipt';

const log = new TestLog(9);
const receipt = parseReceiptText(encodeUtf8(log.receiptText(2)));

describe('the path of a receipt, to be drawn', () => {
  it('has a step for each sibling, and leads to the root of the head', () => {
    const { index, size, steps, root, leads } = pathOf(receipt);
    expect({ index, size, leads }).toEqual({ index: 2, size: 9, leads: true });
    // Leaf 2 of 9: a right leaf beside it, then two on its left and four on its right, then the ninth.
    expect(steps.map(({ side }) => side)).toEqual(['right', 'left', 'right', 'right']);
    expect(steps.at(-1)?.node).toBe(root);
  });

  it('has none where the tree has one leaf, which is its root', () => {
    const { steps, leaf, root, leads } = pathOf(parseReceiptText(encodeUtf8(new TestLog(1).receiptText(0))));
    expect({ steps, leads, leaf }).toEqual({ steps: [], leads: true, leaf: root });
  });

  it('leads to another root from another place', () => {
    const { root, steps, leads } = pathOf({ ...receipt, index: 3 });
    expect(leads).toBe(false);
    expect(steps.at(-1)?.node).not.toBe(root);
  });

  it('is none of a tree of another height', () => {
    expect(refusalOf(() => pathOf({ ...receipt, proof: receipt.proof.slice(1) }))).toMatch(/^proof: /);
  });
});
