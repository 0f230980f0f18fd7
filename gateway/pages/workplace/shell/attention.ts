// SPDX-License-Identifier: Apache-2.0

/** As long as what somebody has done may take to ask for what it needs. */
const windowMs = 10_000;

/** What people do; a file that was chosen, or dropped, is no key and no click. */
const acts = ['pointerdown', 'keydown', 'input', 'change', 'drop'] as const;

/** To open the page, or load it again, was something that somebody did. */
let actedAtMs = 0;

/** @param nowMs since the page was opened. */
export function watchAttention(target: Pick<EventTarget, 'addEventListener'>, nowMs: () => number): void {
  for (const act of acts) {
    const note = (): void => {
      actedAtMs = nowMs();
    };
    target.addEventListener(act, note, { capture: true, passive: true });
  }
}

/** Whether somebody is at the page: what it reads by itself must keep no session alive at an empty desk. */
export function isAttended(nowMs: number): boolean {
  return nowMs - actedAtMs < windowMs;
}
