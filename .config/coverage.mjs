// SPDX-License-Identifier: Apache-2.0
// The jest configuration that also demands coverage: for `npm test` and `npm run coverage`, over the whole unit project.
import config from './jest.config.mjs';

export default {
  ...config,
  collectCoverage: true,
  coverageProvider: 'v8',
  // The summary on disk is where the next floor is read.
  coverageReporters: ['text', 'json-summary'],
  collectCoverageFrom: [
    '{chaincode,gateway,network}/src/**/*.ts',
    'scripts/**/*.ts',
    '!**/*.{test,d}.ts',
    '!**/{dist,node_modules}/**',
    // Test support is no product.
    '!**/testing/**',
    // They only export again what others define.
    '!**/index.ts',
    // Processes, which the end-to-end tests start: a child's coverage does not count here. What they run is elsewhere.
    '!chaincode/src/server.ts',
    '!gateway/src/main.ts',
    '!network/src/identity-provider/main.ts',
    '!scripts/verifier/src/cli.ts',
  ],
  coverageThreshold: {
    // Where a wrong answer would look like proof, every branch is tested.
    'scripts/verifier/': { branches: 100 },
    'gateway/src/merkle/': { branches: 100 },
    'gateway/src/application/verification/verdict.ts': { branches: 100 },
    'chaincode/src/identifier/': { branches: 100 },
  },
};
