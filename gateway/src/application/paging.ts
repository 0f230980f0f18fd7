// SPDX-License-Identifier: Apache-2.0

/**
 * A position is the store's own, and opaque here: the border gives it out inside a cursor that is authenticated and
 * bound to the filters, so a store may trust one that comes back.
 */
export interface ListQuery<Filters> {
  readonly filters: Filters;
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Position after the last item; absent when there are no more. */
  readonly next?: string | undefined;
}
