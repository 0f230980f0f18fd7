// SPDX-License-Identifier: Apache-2.0
import { PrintedDocument } from '@guidang/gateway/rendition';
import type { TableRow } from '@guidang/gateway/rendition';
import type { SamplePerson } from '@guidang/chaincode/sample';

interface PaperOptions {
  readonly title: string;
  readonly author: string;
  readonly createdAt: string;
  readonly accent?: string;
}

/** Starts a paper with its title; every page says that it is a specimen. */
export function startPaper({ title, author, createdAt, accent = '#555555' }: PaperOptions): PrintedDocument {
  const document = new PrintedDocument({
    title,
    author,
    accent,
    createdAt: new Date(createdAt),
    footer: '演示样张：人物、单位与事项均为虚构，不具有任何效力',
  });
  document.gap(10);
  document.paragraph(title, { size: 22, weight: 'bold', align: 'center' });
  document.gap(16);
  return document;
}

/** A heading that is kept on one page with what follows. */
export function section(document: PrintedDocument, title: string): void {
  document.reserve(72);
  document.gap(10);
  document.paragraph(title, { size: 12, weight: 'bold' });
  document.gap(3);
}

export function personRows(role: string, person: SamplePerson): TableRow[] {
  return [
    { label: role, value: person.name },
    { label: '身份证件号码', value: person.citizenNumber },
    { label: '通讯地址', value: person.address },
    { label: '联系电话', value: person.telephone },
  ];
}

/** Lines where the parties signed by hand, here in print. */
export function signatures(document: PrintedDocument, lines: readonly string[]): void {
  document.gap(24);
  for (const line of lines) {
    document.paragraph(line, { size: 11 });
    document.gap(8);
  }
}
