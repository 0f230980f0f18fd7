// SPDX-License-Identifier: Apache-2.0

/** What was opened, to be closed in the reverse order. */
export class Opened {
  readonly #closers: (() => Promise<void>)[] = [];

  /** Takes charge of a part. */
  add<T>(part: T, close: (part: T) => Promise<void>): T {
    this.#closers.push(() => close(part));
    return part;
  }

  /**
   * Closes everything, also when some of it fails.
   * @throws the first error, at the end.
   */
  async close(): Promise<void> {
    const errors: unknown[] = [];
    for (const close of this.#closers.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, String(errors[0]));
  }
}

/** Opens parts one after the other; where one fails to open, the earlier ones are closed: no lock stays behind. */
export async function openTogether<T>(open: (opened: Opened) => Promise<T>): Promise<T> {
  const opened = new Opened();
  try {
    return await open(opened);
  } catch (error) {
    // Why it failed to open says more than what the closing met.
    await opened.close().catch(() => undefined);
    throw error;
  }
}
