// SPDX-License-Identifier: Apache-2.0

/** What was sent in a field, in both languages. */
export interface Sent {
  readonly en: string;
  readonly zh: string;
}

/** Fields whose values say nothing of a person: dates, codes and numbers of the trade. */
const impersonal = new Set(
  (
    'algorithm bytes category date from issuedOn language limit mediaType media-type retention role since state ' +
    'status until validFrom validUntil version year'
  ).split(' '),
);
const shownMax = 32;
/** Citizen numbers have 15 or 18 digits, mobile numbers 11. */
const digitsMax = 10;
/** Characters of archivists' terms: no name is made of them alone. */
const trade =
  /^[文书科技会计专业声像照片录音录像电子实物基建设备音频视档案永久长短定期年月日至类公开内部]*$/u;

/** Shortened, and never what may be personal: of such a field only the kind and the length are told. */
export function sentIn(field: string, value: unknown): Sent | undefined {
  if (value === undefined) return undefined;
  if (value === null || typeof value === 'boolean') return both(String(value));
  if (typeof value === 'number') return isLong(String(value)) ? longNumber : both(String(value));
  if (typeof value === 'string') return textIn(field, value);
  if (!Array.isArray(value)) return { en: 'an object', zh: '一个对象' };
  return { en: `a list of ${value.length}`, zh: `含 ${value.length} 项的列表` };
}

const longNumber: Sent = { en: 'a long number', zh: '一个很长的数字' };

function textIn(field: string, text: string): Sent {
  const name = field.split('/').findLast((part) => !/^\d+$/.test(part)) ?? '';
  const characters = Array.from(text);
  if (impersonal.has(name) && !isLong(text) && isOfTheTrade(text)) {
    const shown = characters.slice(0, shownMax).join('');
    return both(JSON.stringify(characters.length > shownMax ? `${shown}…` : shown));
  }
  return { en: `a text of ${characters.length} characters`, zh: `${characters.length} 个字符的文字` };
}

function both(text: string): Sent {
  return { en: text, zh: text };
}

function isLong(text: string): boolean {
  return text.replaceAll(/\D/g, '').length > digitsMax;
}

function isOfTheTrade(text: string): boolean {
  // Names, and secrets, in Latin script are words; codes have a letter or three.
  if (/[A-Za-z]{4}/.test(text) || /\p{L}\s+\p{L}/u.test(text)) return false;
  return trade.test(text.replaceAll(/[\x21-\x7e·\s]/gu, ''));
}
