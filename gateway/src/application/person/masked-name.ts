// SPDX-License-Identifier: Apache-2.0
import { normalName } from './normal-form';

/** One sign, however much it hides: how long a name is says something of it too. */
const hidden = '*';

/**
 * Surnames of two characters that are in use. Where one stands before a single character it may be a surname of one
 * character with a given name of two: then less is shown than could be, never more.
 */
const compoundSurnames = new Set(
  (
    '欧阳 上官 皇甫 令狐 诸葛 司徒 司马 司空 夏侯 端木 东方 南宫 西门 尉迟 慕容 宇文 长孙 公孙 轩辕 闻人 澹台 赫连 ' +
    '钟离 独孤 呼延 申屠 太史 第五 东郭 百里 拓跋 完颜 耶律 濮阳 淳于 单于 公羊 公冶 宗政 仲孙 鲜于 闾丘 子车 亓官 司寇 ' +
    '巫马 公西 漆雕 乐正 壤驷 公良 夹谷 宰父 谷梁 段干 東方 歐陽 諸葛 鍾離 聞人 南門 軒轅 獨孤 長孫'
  ).split(' '),
);

const hanOnly = /^[\p{Script=Han}〇·]+$/u;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * What a queue shows of a person's name, enough to find the case of who stands at the counter: the surname, and of a
 * given name of two characters or more the last one (闻人*夏, 王*明, 王*). Of a name without a known surname that is the
 * first character and the last; of one in another script the first letter of each part (J* S*). A part of one character
 * is not shown at all, since nothing of it would be hidden.
 */
export function maskedName(name: string): string {
  return normalName(name).split(' ').map(maskedPart).join(' ');
}

function maskedPart(part: string): string {
  const characters = lettersOf(part);
  const [first = ''] = characters;
  if (characters.length < 2) return hidden;
  if (!hanOnly.test(part)) return first + hidden;
  const surname = surnameOf(characters);
  const given = characters.slice(lettersOf(surname).length);
  return surname + hidden + (given.length > 1 ? (given.at(-1) ?? '') : '');
}

function surnameOf(characters: readonly string[]): string {
  const two = characters.slice(0, 2).join('');
  // A whole name of two characters is a surname of one and a given name.
  return characters.length > 2 && compoundSurnames.has(two) ? two : (characters[0] ?? '');
}

/** Without points and hyphens, so that an initial counts as the one letter that it is. */
function lettersOf(text: string): readonly string[] {
  const characters = [...graphemes.segment(text)].map(({ segment }) => segment);
  return characters.filter((character) => /[\p{L}\p{N}]/u.test(character));
}
