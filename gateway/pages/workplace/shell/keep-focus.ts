// SPDX-License-Identifier: Apache-2.0

/**
 * Where what had the focus is gone, such as a button in whose place its answer stands, the nearest that it stood in
 * takes the focus: whoever works by keyboard or hears the page goes on from there, and not from the top.
 */
export function keepFocus(page: Document): void {
  /** What has the focus, and what it stands in, from the inside out. */
  let trail: readonly HTMLElement[] = [];
  page.addEventListener('focusin', ({ target }) => {
    trail = trailOf(target);
  });
  page.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget !== null) return;
    // What is taken out is out by then; what still stands, somebody has left.
    queueMicrotask(() => {
      if (trail[0]?.isConnected === true && page.activeElement === page.body) trail = [];
    });
  });
  new MutationObserver(() => {
    if (trail[0]?.isConnected !== false || page.activeElement !== page.body) return;
    const place = trail.find((each) => each.isConnected);
    if (place === undefined || place === page.body) return;
    focus(place);
  }).observe(page.body, { childList: true, subtree: true });
}

function trailOf(target: EventTarget | null): readonly HTMLElement[] {
  const trail: HTMLElement[] = [];
  for (let each = target; each instanceof HTMLElement; each = each.parentElement) trail.push(each);
  return trail;
}

function focus(place: HTMLElement): void {
  if (!place.hasAttribute('tabindex')) {
    place.tabIndex = -1;
    place.addEventListener(
      'blur',
      () => {
        place.removeAttribute('tabindex');
      },
      { once: true },
    );
  }
  place.focus({ preventScroll: true });
}
