// SPDX-License-Identifier: Apache-2.0

const beijingOffsetMs = 8 * 60 * 60_000;

export function beijingTime(instant: string): string {
  return new Date(Date.parse(instant) + beijingOffsetMs).toISOString().slice(0, 19).replace('T', ' ');
}
