// SPDX-License-Identifier: Apache-2.0
import { answerPage } from './answer-page';
import { startPage } from './page';

/** The one script of `verify.html`: the page starts it a second time, as the worker that reads and checks the files. */
if (typeof document === 'undefined') answerPage();
else startPage(document.currentScript?.textContent ?? '');
