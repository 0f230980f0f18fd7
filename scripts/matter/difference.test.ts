// SPDX-License-Identifier: Apache-2.0
import { realEstateTransfer } from '@guidang/chaincode/sample';
import { differencesOf } from './difference';

describe('what a new version changes', () => {
  it('is nothing where nothing changed', () => {
    expect(differencesOf(realEstateTransfer, structuredClone(realEstateTransfer))).toEqual([]);
  });

  it('is said by field and code, once', () => {
    const [first, second, ...rest] = realEstateTransfer.steps;
    if (first === undefined || second === undefined) throw new Error('the matter has steps');
    const after = {
      ...realEstateTransfer,
      workingDays: 5,
      steps: [second, first, ...rest],
      materials: realEstateTransfer.materials
        .filter(({ code }) => code !== 'inquiry')
        .map((material) => (material.code === 'fee-receipt' ? { ...material, required: true } : material)),
    };
    const inquiry = realEstateTransfer.materials.find(({ code }) => code === 'inquiry');
    expect(differencesOf(realEstateTransfer, after)).toEqual([
      { at: 'workingDays', before: 7, after: 5 },
      {
        at: 'materials.inquiry',
        before: { name: inquiry?.name, required: true, accepts: ['content', 'record'] },
        after: undefined,
      },
      { at: 'materials.fee-receipt.required', before: false, after: true },
      {
        at: 'order of steps',
        before: [first.code, second.code, ...rest.map(({ code }) => code)],
        after: [second.code, first.code, ...rest.map(({ code }) => code)],
      },
    ]);
  });
});
