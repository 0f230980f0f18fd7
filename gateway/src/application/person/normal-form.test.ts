// SPDX-License-Identifier: Apache-2.0
import type { Person } from '@guidang/chaincode/model';
import {
  amendedPerson,
  isSameName,
  lookupSpellings,
  normalName,
  normalNumber,
  normalPerson,
} from './normal-form';

describe('the normal form of a number', () => {
  it.each([
    ['111', '34010018991231456x', '34010018991231456X'],
    ['111', '３４０１００１８９９１２３１４５６Ｘ', '34010018991231456X'],
    ['111', ' 340100 18991231\u200b 456Ｘ', '34010018991231456X'],
    ['111', '999999660925028', '999999196609250284'],
    ['414', ' e9990\u200b1234 ', 'E99901234'],
    ['414', 'Ｅ９９９０１２３４', 'E99901234'],
    ['414', 'E9990-1234', 'E99901234'],
    ['414', '护照号码：E99901234', 'E99901234'],
    ['414', '护照E99901234', 'E99901234'],
    ['414', 'No. E99901234', 'E99901234'],
    ['414', 'NOE99901234', 'NOE99901234'],
    ['111', '340100-18991231-456x', '34010018991231456X'],
    ['111', '身份证号:34010018991231456X', '34010018991231456X'],
    ['414', 'E99901234（护照）', 'E99901234'],
    ['516', 'h1234567801', 'H12345678'],
    ['516', 'M12345678', 'M12345678'],
    ['511', '1234567801（B）', '12345678'],
    ['511', '12345678', '12345678'],
    ['511', '12345678（B）', '12345678'],
    ['511', '1234567801(5)', '12345678'],
    ['511', '12345678C', '12345678'],
    ['114', '军字第 123-456 号', '军字第123-456号'],
  ])('of type %s and %j is %s', (numberType, number, normal) => {
    expect(normalNumber({ numberType, number })).toEqual({ numberType, number: normal });
    expect(normalNumber({ numberType, number: normal }).number).toBe(normal);
  });

  it.each(['511', '516', '553', '554'])(
    'of the eighteen digits of a permit of residence is that of a citizen number, whatever the document is called: %s',
    (numberType) => {
      const number = '81000018500101001X';
      expect(normalNumber({ numberType, number })).toEqual({ numberType: '111', number });
      expect(lookupSpellings({ numberType, number }).slice(0, 2)).toEqual([
        { numberType: '111', number },
        { numberType, number },
      ]);
    },
  );

  it('is looked for first, then the spellings of the rule before: as typed, and in small letters', () => {
    const spellings = lookupSpellings({ numberType: '414', number: 'Ｅ99901234 ' });
    expect(spellings.map(({ number }) => number)).toEqual([
      'E99901234',
      'Ｅ99901234 ',
      'Ｅ99901234',
      'e99901234',
    ]);
    expect(lookupSpellings({ numberType: '111', number: '34010018991231456x' })).toHaveLength(1);
  });
});

describe('the normal form of a name', () => {
  it.each([
    [' 张　三\u200b', '张三'],
    ['阿卜杜拉・买买提', '阿卜杜拉·买买提'],
    ['阿卜杜拉•买买提', '阿卜杜拉·买买提'],
    ['阿卜杜拉．买买提', '阿卜杜拉·买买提'],
    ['阿卜杜拉.买买提', '阿卜杜拉·买买提'],
    ['阿卜杜拉。买买提', '阿卜杜拉·买买提'],
    ['阿卜杜拉 · 买买提', '阿卜杜拉·买买提'],
    ['阿卜杜拉˙买买提', '阿卜杜拉·买买提'],
    ['阿卜杜拉ㆍ买买提', '阿卜杜拉·买买提'],
    ['阿卜杜拉・・买买提', '阿卜杜拉·买买提'],
    ['J. R. Sample', 'J. R. Sample'],
    ['⼤例', '大例'],
    ['Ｓａｍｐｌｅ  A', 'Sample A'],
    ['Rene\u0301', 'Ren\u00e9'],
    ['\uf9ff例', '\uf9ff例'],
    ['𬱖𠀀𪚥', '𬱖𠀀𪚥'],
  ])('%j is %j', (typed, normal) => {
    expect(normalName(typed)).toBe(normal);
    expect(normalName(normal)).toBe(normal);
  });

  it('does not tell apart letters of either case, nor compatible characters', () => {
    expect(isSameName('SAMPLE a', 'Sample A')).toBe(true);
    expect(isSameName('\uf9ff', '\uf9ff'.normalize('NFKC'))).toBe(true);
    expect(isSameName('张三', '张四')).toBe(false);
  });

  it.each(['O\u2019Brien', 'O\u02bcBrien', 'O\u2018Brien', 'O`BRIEN', 'O\u00b4Brien', 'O\uff07Brien'])(
    'does not tell apart the signs that are typed for an apostrophe: %s',
    (name) => {
      expect(isSameName(name, "O'Brien")).toBe(true);
      expect(isSameName(name, 'OBrien')).toBe(false);
    },
  );

  it.each([
    ['a hyphen', 'Jean\u2010Luc Sample', 'Jean-Luc Sample'],
    ['a dash', 'Jean\u2013Luc Sample', 'Jean-Luc Sample'],
    ['the shape of a character', '葛\u{e0100}样', '葛样'],
    ['the shape of a sign', '阿卜杜拉·\ufe0e样例', '阿卜杜拉·样例'],
  ])('does not tell apart by %s', (_, left, right) => {
    expect(isSameName(left, right)).toBe(true);
  });
});

it('data keep what was typed beside what is digested, where they differ', () => {
  const typed: Person = { schema: 1, name: '张　三', numberType: '414', number: 'e99901234' };
  const original = { name: '张　三', number: 'e99901234' };
  expect(normalPerson(typed)).toEqual({ ...typed, name: '张三', number: 'E99901234', original });
  expect(normalPerson({ ...typed, name: '张三', number: 'E99901234' })).not.toHaveProperty('original');
});

it('data that are amended keep the number, and what was typed of what stays', () => {
  const before: Person = {
    schema: 1,
    name: '张三',
    numberType: '414',
    number: 'e99901234',
    original: { name: '张　三', number: 'e99901234 ' },
  };
  expect(amendedPerson(before, { address: '归档路1号' })).toEqual({ ...before, address: '归档路1号' });
  expect(amendedPerson(before, { name: '李　四' })).toEqual({
    ...before,
    name: '李四',
    original: { name: '李　四', number: 'e99901234 ' },
  });
  const { original: _, ...plain } = before;
  expect(amendedPerson(plain, { name: '李四' })).toEqual({ ...plain, name: '李四' });
});
