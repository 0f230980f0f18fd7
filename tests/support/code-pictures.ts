// SPDX-License-Identifier: Apache-2.0
import { writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { create, toDataURL } from 'qrcode';

/** A photograph, as people take it: askew, small, compressed, with more on it than the code. */
export async function photographOf(browser: Browser, text: string): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
  await page.setContent(`
    <body style="background: #b8b0a0; font: 30px serif">
      <p>Certificate</p>
      <img src="${await toDataURL(text, { width: 360 })}" style="margin: 6rem; transform: rotate(9deg) skewX(4deg)">
    </body>`);
  const photograph = await page.screenshot({ type: 'jpeg', quality: 45 });
  await page.close();
  return photograph;
}

const filmWidth = 640;
const filmHeight = 480;
const paper = 235;
const ink = 16;

/** Writes a film (YUV4MPEG2, 4:2:0) of one picture, which Chromium's false camera shows again and again. */
export async function writeFilmOf(text: string, file: string): Promise<void> {
  const { size, data } = create(text).modules;
  const scale = Math.floor((filmHeight - 80) / size);
  const light = Buffer.alloc(filmWidth * filmHeight, paper);
  for (let row = 0; row < size * scale; row += 1) {
    for (let column = 0; column < size * scale; column += 1) {
      const isDark = data[Math.floor(row / scale) * size + Math.floor(column / scale)];
      if (isDark) light[(row + 40) * filmWidth + column + 100] = ink;
    }
  }
  const head = `YUV4MPEG2 W${filmWidth} H${filmHeight} F30:1 Ip A1:1 C420jpeg\n`;
  const colours = Buffer.alloc(light.length / 2, 128);
  await writeFile(file, Buffer.concat([Buffer.from(`${head}FRAME\n`), light, colours]));
}
