// SPDX-License-Identifier: Apache-2.0
// The tests of the rooms whose every branch is tested, or `npm test` fails. Only they run with this configuration: V8's
// counters add half to the processor time of a test, which all of them could not afford.
import { coveredRooms } from './covered-rooms.mjs';
import config from './jest.config.mjs';

export default {
  ...config,
  projects: config.projects
    .filter(({ displayName }) => displayName === 'unit')
    .map((unit) => ({ ...unit, testMatch: coveredRooms.map((room) => `<rootDir>/${room}.test.ts`) })),
  collectCoverage: true,
  coverageProvider: 'v8',
  coverageReporters: ['text'],
  collectCoverageFrom: [
    ...coveredRooms.map((room) => `${room}.ts`),
    '!**/*.test.ts',
    // Test support is no product.
    '!**/testing/**',
    // They only export again what others define.
    '!**/index.ts',
    // The process alone; what it runs is command/main.ts.
    '!scripts/verifier/src/cli.ts',
  ],
  coverageThreshold: {
    'scripts/verifier/src/': { branches: 100 },
    'gateway/src/merkle/': { branches: 100 },
    'gateway/src/application/verification/verdict.ts': { branches: 100 },
    'chaincode/src/identifier/': { branches: 100 },
  },
};
