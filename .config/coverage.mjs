// SPDX-License-Identifier: Apache-2.0
// What `npm test` without arguments demands of unit, conformance and e2e suites beside passing: each room keeps the
// share of branches and lines that its tests reach (coverage-floors.json; `npm run coverage` raises what grew).
// Istanbul's counters, not V8's: they cost a tenth of the tests' processor time instead of three quarters.
import { readFileSync } from 'node:fs';
import config from './jest.config.mjs';

export const floors = JSON.parse(readFileSync(new URL('coverage-floors.json', import.meta.url), 'utf8'));

// Where a wrong answer would look like proof, every branch is tested.
const whole = [
  'scripts/verifier/src/',
  'gateway/src/merkle/',
  'gateway/src/application/verification/both-times.ts',
  'gateway/src/application/verification/verdict.ts',
  'chaincode/src/identifier/',
  'chaincode/src/ledger/merkle.ts',
];

export default {
  ...config,
  collectCoverage: true,
  coverageProvider: 'babel',
  coverageReporters: ['json-summary', 'text'],
  coverageDirectory: '<rootDir>/coverage',
  collectCoverageFrom: [
    '{chaincode,gateway,network}/src/**/*.ts',
    'gateway/client/src/**/*.ts',
    'gateway/pages/src/**/*.{ts,tsx}',
    'gateway/pages/check/*.ts',
    'gateway/pages/workplace/**/*.ts',
    'scripts/**/*.ts',
    '!**/*.{test,d}.ts',
    // Test support is no product.
    '!**/testing/**',
    // They only export again what others define.
    '!**/index.ts',
    // Processes alone; tests start them as children, whose counters nobody reads.
    '!**/{cli,main,server}.ts',
    // A thread alone, likewise.
    '!**/*-worker.ts',
    // Pages run in browsers.
    '!scripts/verifier/page/**',
    '!gateway/pages/check/{ask,check-page,checker,dom,verdict-article,worker}.ts',
    '!gateway/pages/workplace/shell/{api,letters,live-cases,matters,title}.ts',
    '!gateway/pages/workplace/{dossier/consult,material/{upload,resumable-upload}}.ts',
    '!gateway/pages/workplace/verification/batch.ts',
    '!**/{dist,node_modules}/**',
  ],
  coverageThreshold: {
    ...floors,
    ...Object.fromEntries(whole.map((room) => [room, { ...floors[room], branches: 100 }])),
  },
};
