// SPDX-License-Identifier: Apache-2.0
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { watchAttention } from './shell/attention';
import { keepCompositionsFromForms } from './shell/composition';
import { keepFocus } from './shell/keep-focus';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no place for the workplace');
watchAttention(document, () => performance.now());
keepCompositionsFromForms(document);
keepFocus(document);
createRoot(root).render(<App />);
// Going back does not bring back what somebody saw who has signed out since.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload();
});
