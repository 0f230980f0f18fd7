// SPDX-License-Identifier: Apache-2.0
import jsQR from 'jsqr';

/** A picture, and where its answer goes. */
export interface PictureQuestion {
  readonly picture: Blob | ImageBitmap;
  readonly port: MessagePort;
}

/** The text of the code in a picture; `unreadable` where there is no picture. */
export type PictureAnswer = { readonly text: string | undefined } | { readonly unreadable: true };

/** Longest sides, in pixels, at which a code is looked for: small enough to be quick; smaller where noise hides it. */
const sides = [1600, 700] as const;

addEventListener('message', ({ data: { picture, port } }: MessageEvent<PictureQuestion>) => {
  const answer = (told: PictureAnswer): void => {
    port.postMessage(told);
  };
  read(picture).then(answer, () => {
    answer({ unreadable: true });
  });
});

/** @throws {Error} for what is no picture, or larger than this machine can hold. */
async function read(picture: Blob | ImageBitmap): Promise<PictureAnswer> {
  const bitmap = await createImageBitmap(picture);
  const text = textIn(bitmap);
  bitmap.close();
  return { text };
}

function textIn(bitmap: ImageBitmap): string | undefined {
  for (const side of sides) {
    const { data, width, height } = pixelsOf(bitmap, side);
    const found = jsQR(data, width, height)?.data;
    if (found !== undefined && found !== '') return found;
  }
  return undefined;
}

function pixelsOf(bitmap: ImageBitmap, side: number): ImageData {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((each) => Math.max(1, Math.round(each * scale)));
  const canvas = new OffscreenCanvas(width ?? 1, height ?? 1);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser draws nothing in a worker');
  // What shines through is paper.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
