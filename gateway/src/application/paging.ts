// SPDX-License-Identifier: Apache-2.0

/**
 * A position is opaque here and internal to the store. The HTTP layer wraps it in a cursor that is authenticated and
 * bound to the filters, so the store may trust a position that comes back.
 */
export interface ListQuery<Filters> {
  readonly filters: Filters;
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Position after the last item; absent on the last page. */
  readonly next?: string | undefined;
}
