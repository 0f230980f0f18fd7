// SPDX-License-Identifier: Apache-2.0
'use strict';

/* What tests make once in a run and copy from then on (gateway/src/testing/made-once.ts) is in this folder. */
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

module.exports = () => {
  const folder = mkdtempSync(join(tmpdir(), 'guidang-made-once-'));
  process.env['GUIDANG_MADE_ONCE'] = folder;
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
};
