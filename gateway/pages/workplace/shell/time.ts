// SPDX-License-Identifier: Apache-2.0

const beijing = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** A moment as Beijing's clocks show it: 2026-11-29 14:05. */
export function timeIn(moment: string): string {
  return beijing.format(new Date(moment));
}

export function dateIn(moment: string): string {
  return timeIn(moment).slice(0, 10);
}
