// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// fabric-contract-api writes a line for each decorator it meets.
process.env.CORE_CHAINCODE_LOGGING_LEVEL ??= 'ERROR';

const rootDir = fileURLToPath(new URL('..', import.meta.url));
// @Transaction reads design:paramtypes, as in the compiled chaincode: hence the decorators' metadata.
const [ts, tsx] = ['swc.json', 'swc-tsx.json'].map((name) =>
  JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')),
);

/** ES modules, which Node imports from CommonJS; jest's own loader does not. */
const modules = '/node_modules/(openid-client|oauth4webapi)/.+\\.js$';

const project = (displayName, ...testMatch) => ({
  displayName,
  rootDir,
  testEnvironment: '<rootDir>/.config/test-environment.cjs',
  setupFiles: ['<rootDir>/.config/fast-check-seed.cjs'],
  transform: { '\\.ts$': ['@swc/jest', ts], '\\.tsx$': ['@swc/jest', tsx], [modules]: ['@swc/jest', ts] },
  transformIgnorePatterns: [`^(?!.*${modules}).*/node_modules/`],
  moduleNameMapper: {
    '^@guidang/(chaincode|gateway|network)/(.+)$': '<rootDir>/$1/src/$2',
    '^@guidang/pages/(.+)$': '<rootDir>/gateway/pages/src/$1',
    '^@guidang/pages$': '<rootDir>/gateway/pages/src/index.ts',
    '^@guidang/client$': '<rootDir>/gateway/client/src/index.ts',
    '^@guidang/(gateway|network)$': '<rootDir>/$1/src/index.ts',
    // A dynamic import names the compiled file.
    '^(\\.\\./ledger/fabric-network/index)\\.js$': '$1',
    '^@guidang/verifier$': '<rootDir>/scripts/verifier/src/index.ts',
    '^#platform$': '<rootDir>/scripts/verifier/src/platform/node.ts',
  },
  modulePathIgnorePatterns: ['/dist/'],
  testMatch: testMatch.map((glob) => `<rootDir>/${glob}`),
});

export default {
  rootDir,
  // Machines are shared: a limit is there to end what hangs, not to time what works.
  testTimeout: 120_000,
  // Each file leaves some of its modules behind in its worker: without new ones collection takes half of the time.
  workerIdleMemoryLimit: '400MB',
  globalSetup: '<rootDir>/.config/made-once.cjs',
  testSequencer: '<rootDir>/.config/longest-first.cjs',
  projects: [
    project(
      'unit',
      '{chaincode,gateway,gateway/client,gateway/pages,network}/src/**/*.test.ts',
      'gateway/pages/check/**/*.test.ts',
      'gateway/pages/workplace/**/*.test.ts',
      'scripts/**/*.test.ts',
    ),
    project('conformance', 'tests/conformance/**/*.test.ts'),
    project('e2e', 'tests/e2e/**/*.test.ts'),
    project('browser', 'tests/browser/**/*.test.ts'),
    project('fabric', 'tests/fabric/**/*.test.ts'),
  ],
};
