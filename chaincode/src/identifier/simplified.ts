// SPDX-License-Identifier: Apache-2.0

/**
 * The traditional forms of the characters that stand in the words of catalogues, dates and codes. For such words alone:
 * names and titles are kept as they are written, and two forms of a name may be two people.
 */
const forms =
  '國国約约紀纪號号詳详無无時时後后許许間间週周題题責责檔档門门類类備备註注編编頁页數数機机構构問问關关鍵键詞词開开審审態态載载體体歸归冊册單单稱称卷卷錄录長长專专業业會会計计實实網网電电郵邮資资據据聲声發发屬属識识標标統统證证儲储櫃柜庫库參参聯联閏闰臘腊農农陰阴舊旧曆历緒绪順顺寫写點点';

const simple: ReadonlyMap<string, string> = new Map(
  Array.from(forms.matchAll(/(.)(.)/gu), ([, traditional = '', form = '']) => [traditional, form] as const),
);

/** A word of a catalogue in simplified characters: 民國 as 民国, 題名 as 题名. */
export function simplified(text: string): string {
  return text.replace(/[㐀-鿿]/gu, (each) => simple.get(each) ?? each);
}
