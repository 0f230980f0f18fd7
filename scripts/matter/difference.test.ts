// SPDX-License-Identifier: Apache-2.0
import { realEstateTransfer } from '@guidang/chaincode/sample';
import { differencesOf } from './difference';
import { shipped } from './shipped';

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

  it('is said of questions by their codes', () => {
    const food = shipped('food-business-licence');
    const [first, ...others] = food.questions ?? [];
    if (first === undefined) throw new Error('the matter asks');
    const after = { ...food, questions: [{ ...first, by: 'decider' as const }, ...others] };
    expect(differencesOf(food, after)).toEqual([
      { at: `questions.${first.code}.by`, before: 'reviewer', after: 'decider' },
    ]);
  });

  it('is said of the parts of a joint matter by their codes, and of their order', () => {
    const setup = shipped('company-setup');
    const [first, second, ...rest] = setup.parts ?? [];
    if (first === undefined || second === undefined) throw new Error('the matter has parts');
    const begins = { part: first.code, is: ['closed' as const, 'late' as const] };
    const after = { ...setup, parts: [{ ...second, begins }, first, ...rest] };
    expect(differencesOf(setup, after)).toEqual([
      { at: `parts.${second.code}.begins.is`, before: ['closed'], after: ['closed', 'late'] },
      {
        at: 'order of parts',
        before: [first.code, second.code, ...rest.map(({ code }) => code)],
        after: [second.code, first.code, ...rest.map(({ code }) => code)],
      },
    ]);
    expect(differencesOf(setup, { ...setup, parts: undefined }).map(({ at }) => at)).toEqual([
      'parts',
      'order of parts',
    ]);
  });
});
