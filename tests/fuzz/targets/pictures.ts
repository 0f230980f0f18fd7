// SPDX-License-Identifier: Apache-2.0
import { textsIn } from '../../../gateway/src/rendition/read-worker';
import { codePicture, jpegOf, pngOf } from '../../../gateway/src/testing/code-picture';
import { ofdOf, ofdPage } from '../../../gateway/src/testing/ofd';
import { longRun } from '../target';
import type { OpenTarget, Target } from '../target';

export const pictureTargets: readonly Target[] = [
  {
    name: 'pictures',
    reads: 'a photograph, screenshot or OFD of a licence, with its QR code, from whoever verifies',
    inputs: longRun.dear,
    // Whatever the decoders say: the thread that reads answers that there is nothing.
    refusals: [Error, RangeError, TypeError],
    bytesMax: 64 * 1024,
    open: (): OpenTarget => {
      const picture = codePicture('1.2.156.3005.2', { scale: 2, margin: 4 });
      return {
        samples: [
          pngOf(picture),
          jpegOf(picture),
          ofdOf({ 'Doc_0/Pages/Page_0/Content.xml': ofdPage('1.2.156.3005.2'), 'a.png': pngOf(picture) }),
        ],
        run: ({ bytes }) => (bytes.length < 4 ? undefined : textsIn(bytes, { pixelsMax: 1e6 })),
      };
    },
  },
];
