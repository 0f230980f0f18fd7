// SPDX-License-Identifier: Apache-2.0
import { storiesNamed } from './stories';

function titles(...names: string[]): string[] {
  return storiesNamed(names).map(({ title }) => title);
}

describe('the demos', () => {
  it('are all played where none is named', () => {
    expect(titles()).toEqual(titles('estate', 'company', 'newborn'));
    expect(titles('newborn')).toEqual([expect.stringContaining('新生儿出生一件事')]);
  });

  it.each(['villa', 'constructor', ''])('are named to whoever asks for %p', (name) => {
    expect(() => storiesNamed([name])).toThrow(`there is no demo ${name}, only estate, company, newborn`);
  });
});
