// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import jsQR from 'jsqr';
import { fontOf } from '../testing/small-font';
import { renderLicence } from './render-licence';
import type { LicenceSheet } from './render-licence';

const sheet: LicenceSheet = {
  title: '不动产权证书',
  identifier: '1.2.156.3005.2.11999999000000019M001.11999999000000019M.20260001.001.U',
  issuerName: '示范市自然资源和规划局',
  issuerCode: '11999999000000019M',
  holderDisplay: '闻人某',
  validFrom: '2026-11-20',
  issuedAt: '2026-11-20T08:30:00Z',
  fields: [
    { label: '坐落', value: '示范市云麓区听松路88号' },
    { label: '面积', value: '房屋建筑面积 98.76 m²' },
  ],
  verificationUrl:
    'https://gateway.example/verify?licence=1.2.156.3005.2.11999999000000019M001.11999999000000019M.20260001.001.U',
};

interface Page {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  /** Four bytes per pixel; the order of the colours does not matter here. */
  readonly pixels: Uint8Array;
}

// Rendering a page takes a quarter of a second, and several times as long on a busy machine.
jest.setTimeout(60_000);

const scale = 2;

// The package's types are an ES module, which CommonJS can import only this way.
async function openPdfium() {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  return PDFiumLibrary.init();
}

let pdfium: Awaited<ReturnType<typeof openPdfium>>;

beforeAll(async () => {
  pdfium = await openPdfium();
});

afterAll(() => {
  pdfium.destroy();
});

async function pagesOf(pdf: Buffer): Promise<Page[]> {
  const document = await pdfium.loadDocument(pdf);
  const pages: Page[] = [];
  for (const page of document.pages()) {
    // In this order, because rendering closes the page.
    const text = page.getText();
    const { width, height, data } = await page.render({ scale, render: 'bitmap' });
    pages.push({ text, width, height, pixels: data });
  }
  document.destroy();
  return pages;
}

function squeeze(text: string): string {
  return text.replace(/\s/g, '');
}

/** True if nothing is printed outside the frame, nor between the frame and the body. */
function staysInsideTheFrame({ width, height, pixels }: Page): boolean {
  const isWhite = (x: number, y: number): boolean => (pixels[4 * (y * width + x)] ?? 0) > 250;
  const columns = [10, 25, 45, 58].flatMap((inset) => [inset * scale, width - 1 - inset * scale]);
  const down = Array.from({ length: height - 100 * scale }, (_, index) => index + 50 * scale);
  return columns.every((x) => down.every((y) => isWhite(x, y)));
}

describe('renderLicence', () => {
  it('prints what the sheet says, as text that can be searched', async () => {
    const [page, ...others] = await pagesOf(await renderLicence({ ...sheet, notice: '演示材料' }));
    expect(others).toEqual([]);
    const text = squeeze(page?.text ?? '');
    const values = [sheet.title, sheet.identifier, sheet.issuerName, sheet.issuerCode, sheet.holderDisplay];
    const rows = sheet.fields.flatMap(({ label, value }) => [label, value]);
    for (const part of [...values, ...rows, '2026年11月20日至长期', '以账本的登记为准', '演示材料']) {
      expect(text).toContain(squeeze(part));
    }
  });

  it('prints the last day of a licence that expires', async () => {
    const [page] = await pagesOf(await renderLicence({ ...sheet, validUntil: '2031-11-19' }));
    expect(squeeze(page?.text ?? '')).toContain('2026年11月20日至2031年11月19日');
  });

  it('carries a QR code that leads to the verification', async () => {
    const [page] = await pagesOf(await renderLicence(sheet));
    const { pixels, width, height } = page ?? { pixels: [], width: 0, height: 0 };
    expect(jsQR(Uint8ClampedArray.from(pixels), width, height)?.data).toBe(sheet.verificationUrl);
  });

  it('gives the same bytes for the same sheet, and others for another', async () => {
    const first = await renderLicence(sheet);
    expect(first.equals(await renderLicence({ ...sheet }))).toBe(true);
    expect(first.equals(await renderLicence({ ...sheet, issuedAt: '2026-11-20T08:30:01Z' }))).toBe(false);
  });

  it('holds a salt that shows nowhere, and makes another file', async () => {
    const salt = '5a'.repeat(32);
    const [plain, salted] = [await renderLicence(sheet), await renderLicence({ ...sheet, salt })];
    expect(salted.toString('latin1')).toContain(salt);
    expect(salted.toString('latin1')).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(salted.equals(await renderLicence({ ...sheet, salt }))).toBe(true);
    expect(salted.equals(plain)).toBe(false);
    const [page] = await pagesOf(salted);
    expect(page?.text).toBe((await pagesOf(plain))[0]?.text);
  });

  it('embeds its fonts and declares PDF/A-2b', async () => {
    const pdf = (await renderLicence(sheet)).toString('latin1');
    expect(pdf).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(pdf).not.toMatch(/Helvetica|Courier|\/FlateDecode/);
  });

  it('wraps long values over pages and lets nothing run over the edge', async () => {
    const fields = [
      { label: '附记', value: '宗地四至，以界址点为准。'.repeat(300) },
      { label: 'a-label-that-has-no-place-to-break-at-all'.repeat(3), value: '0123456789abcdef'.repeat(60) },
      ...Array.from({ length: 40 }, (_, index) => ({ label: `第${index}项`, value: '值'.repeat(3 * index) })),
    ];
    const pages = await pagesOf(await renderLicence({ ...sheet, fields }));
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.map(staysInsideTheFrame)).toEqual(pages.map(() => true));
    const text = squeeze(pages.map((page) => page.text).join(''));
    expect(text.split('以界址点为准').length - 1).toBeGreaterThan(250);
    expect(text).toContain(`第${pages.length}页/共${pages.length}页`);
  });

  it.each([
    ['no font has', '𠮷某', /𠮷 \(U\+20BB7\)/u],
    ['nobody sees', '某\u202e甲\u0000', /U\+202E, U\+0000/u],
    ['means nothing elsewhere', '\ue863王', /U\+E863/u],
  ])('prints nothing of a text with a character that %s, and names it', async (_, holderDisplay, message) => {
    await expect(renderLicence({ ...sheet, holderDisplay })).rejects.toThrow(message);
  });

  it('prints a name in several fonts, of which it embeds what it needs, on one line', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'guidang-font-')), 'rare.ttf');
    await writeFile(file, fontOf([0x20000, 0x2a6a5]));
    const name = '𬱖𠀀𪚥某';
    const pdf = await renderLicence({ ...sheet, holderDisplay: name }, [{ file }]);
    const [page] = await pagesOf(pdf);
    expect(squeeze(page?.text ?? '')).toContain(name);
    expect(pdf.toString('latin1')).toMatch(/\/BaseFont \/[A-Z]{6}\+Rare/u);
    expect(pdf.equals(await renderLicence({ ...sheet, holderDisplay: name }, [{ file }]))).toBe(true);
    // Without such a name the fonts that are configured change nothing.
    expect((await renderLicence(sheet, [{ file }])).equals(await renderLicence(sheet))).toBe(true);
    await rm(dirname(file), { recursive: true });
  });

  it.each(['issuedAt', 'validFrom', 'validUntil'])('refuses %s that is no date', async (field) => {
    await expect(renderLicence({ ...sheet, [field]: 'tomorrow' })).rejects.toThrow(RangeError);
  });
});
