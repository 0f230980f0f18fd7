// SPDX-License-Identifier: Apache-2.0
import { CheckPage } from './check-page';
import { CodeReader } from './code-reader';
import { Scan } from './scan';

/** Where the workers are, which the build knows. */
declare const CHECKER: string;
declare const READER: string;

const reader = new CodeReader(READER);
const page = new CheckPage(CHECKER, reader, (picture) => void scan.read(picture));
const scan = new Scan(reader, (licence) => {
  page.name(licence);
});
page.start();
scan.start();
