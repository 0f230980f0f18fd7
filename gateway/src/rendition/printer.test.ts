// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fontOf } from '../testing/small-font';
import { renderDocument } from './document';
import type { DocumentDescription } from './document';
import { Printer } from './printer';

const document: DocumentDescription = {
  options: {
    title: '核验报告',
    author: '示范市档案馆',
    createdAt: new Date('2026-11-20T08:30:00Z'),
    footer: 'A-1',
    attachment: { name: 'report.json', mediaType: 'application/json', bytes: Buffer.from('{}') },
  },
  blocks: [
    { kind: 'gap', height: 10 },
    { kind: 'paragraph', text: '结论：有效', style: { size: 14 } },
    { kind: 'table', rows: [{ label: '状态', value: '有效' }] },
    { kind: 'qr-code', content: 'https://gateway.example', notes: ['核验网址'] },
  ],
};

describe('Printer', () => {
  let printer: Printer;

  beforeEach(() => {
    printer = new Printer();
  });
  afterEach(() => printer.close());

  it('prints the same bytes in a thread of its own', async () => {
    const [printed, here] = [await printer.print(document), await renderDocument(document)];
    expect(printed.equals(here)).toBe(true);
  });

  it('names the font that it cannot read, of several', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'guidang-fonts-'));
    const [good, bad] = ['good', 'bad'].map((name) => ({ file: join(folder, `${name}.ttf`) }));
    try {
      await writeFile(good?.file ?? '', fontOf([0x20000]));
      await writeFile(bad?.file ?? '', 'no font');
      const of = async (...fonts: readonly ({ file: string } | undefined)[]): Promise<void> => {
        const asked = new Printer(fonts.flatMap((font) => font ?? []));
        await asked.demandFonts().finally(() => asked.close());
      };
      await of(good);
      await expect(of(good, bad)).rejects.toThrow(`the font ${bad?.file} in \`fonts\` cannot be read`);
      await expect(of({ file: join(folder, 'none.ttc') })).rejects.toThrow('none.ttc');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('fails with the error of the layout, and prints the next', async () => {
    const tooLong = { kind: 'qr-code', content: 'x'.repeat(10_000), notes: [] } as const;
    await expect(printer.print({ ...document, blocks: [tooLong] })).rejects.toThrow();
    await expect(printer.print(document)).resolves.toBeInstanceOf(Buffer);
  });
});
