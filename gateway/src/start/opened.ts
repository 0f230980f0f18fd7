// SPDX-License-Identifier: Apache-2.0

/** A stack of opened resources, closed in reverse order. */
export class Opened {
  readonly #closers: (() => Promise<void>)[] = [];

  /** Adds a resource. */
  add<T>(part: T, close: (part: T) => Promise<void>): T {
    this.#closers.push(() => close(part));
    return part;
  }

  /**
   * Closes everything, even if some of it fails.
   * @throws the first error, after everything was closed.
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

/** Opens parts one after the other; if one fails to open, the earlier ones are closed, so that no lock remains. */
export async function openTogether<T>(open: (opened: Opened) => Promise<T>): Promise<T> {
  const opened = new Opened();
  try {
    return await open(opened);
  } catch (error) {
    // The error of opening is more informative than one of closing.
    await opened.close().catch(() => undefined);
    throw error;
  }
}
