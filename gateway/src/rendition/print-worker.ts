// SPDX-License-Identifier: Apache-2.0
import { move } from 'piscina';
import { renderDocument } from './document';
import type { DocumentDescription } from './document';

/** Runs in a thread of the {@link Printer}. Bytes cross between threads without being Buffers. */
export async function print({ options, blocks }: DocumentDescription): Promise<unknown> {
  const { attachment } = options;
  const file = attachment && { ...attachment, bytes: Buffer.from(attachment.bytes) };
  const printed = await renderDocument({
    options: { ...options, ...(file && { attachment: file }) },
    blocks,
  });
  return move(new Uint8Array(printed));
}
