// SPDX-License-Identifier: Apache-2.0
import { create } from 'qrcode';
import type { ReactElement } from 'react';

interface Props {
  readonly text: string;
  readonly label: string;
}

/** The quiet zone around a code (ISO/IEC 18004). */
const margin = 4;

/** A QR code, drawn as one path. */
export function QrCode({ text, label }: Props): ReactElement {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const dark = Array.from(modules.data).flatMap((bit, at) =>
    bit === 1 ? [`M${(at % size) + margin} ${Math.floor(at / size) + margin}h1v1h-1z`] : [],
  );
  const side = size + 2 * margin;
  return (
    <svg className="qr" role="img" aria-label={label} viewBox={`0 0 ${side} ${side}`}>
      <rect width={side} height={side} fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  );
}
