// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { parseCitizenNumber } from '../../../chaincode/src/identifier';
import { decode } from 'jpeg-js';
import { buyer, demoFiles, personalTexts, seller } from '.';
import type { DemoFile } from '.';

// Generated once, since it takes seconds, and several times as long on a busy machine.
jest.setTimeout(120_000);
let files: DemoFile[];

beforeAll(async () => {
  files = await demoFiles();
});

async function textOf({ bytes }: DemoFile): Promise<string> {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes);
  const text = Array.from(document.pages(), (page) => page.getText()).join('');
  document.destroy();
  library.destroy();
  return text.replace(/\s/g, '');
}

function digestOf({ bytes }: DemoFile): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('demoFiles', () => {
  it('holds each material of a transfer once', () => {
    expect(new Set(files.map((file) => file.code)).size).toBe(files.length);
    expect(files).toHaveLength(8);
  });

  it('makes PDF papers that carry the parties and call themselves specimens', async () => {
    const papers = files.filter((file) => file.mediaType === 'application/pdf');
    expect(papers).toHaveLength(6);
    for (const paper of papers) {
      const text = await textOf(paper);
      expect(text.includes(buyer.name) || text.includes(seller.name)).toBe(true);
      expect(text).toContain('演示样张');
    }
  });

  it('makes scans on tinted paper with something printed on it', () => {
    const scans = files.filter((file) => file.mediaType === 'image/jpeg');
    expect(scans).toHaveLength(2);
    for (const { bytes } of scans) {
      const { width, height, data } = decode(bytes, { useTArray: true });
      const pixels = Array.from({ length: width * height }, (_, index) =>
        data.subarray(4 * index, 4 * index + 3),
      );
      const dark = pixels.filter(([red = 255]) => red < 110).length;
      const tinted = pixels.filter(([red = 0, , blue = 0]) => red > 200 && red - blue > 5).length;
      expect(dark).toBeGreaterThan(1000);
      expect(tinted / pixels.length).toBeGreaterThan(0.8);
    }
  });

  it('gives the same bytes again', async () => {
    const again = await demoFiles();
    expect(again.map(digestOf)).toEqual(files.map(digestOf));
  });

  it('names no person in a file name', () => {
    const names = files.map((file) => file.name).join();
    expect(personalTexts.filter((text) => names.includes(text))).toEqual([]);
  });
});

describe('the made-up people', () => {
  it.each([buyer, seller])('$name has a well-formed number that belongs to nobody', (person) => {
    const number = parseCitizenNumber(person.citizenNumber);
    expect(number).toMatchObject({ region: '999999', birthDate: person.birthDate });
    expect(Number(number.order) % 2 === 1).toBe(person.sex === '男');
  });
});
