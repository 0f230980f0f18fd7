// SPDX-License-Identifier: Apache-2.0
import { CheckPage } from './check-page';

/** Where the worker is, which the build knows. */
declare const CHECKER: string;

new CheckPage(CHECKER).start();
