// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from 'node:url';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';
import { zonesByFloor } from './walls.mjs';

/** One hand for all rooms. */
const handwriting = [
  {
    selector:
      ':matches(Program, ExportNamedDeclaration) > VariableDeclaration > VariableDeclarator[id.typeAnnotation=undefined][init.type=/^(Arrow)?FunctionExpression$/]',
    message:
      'Functions of a module are declared: `function name() {}`. Arrows are for arguments and properties.',
  },
  {
    selector: 'Identifier[name=/(Millis|Milliseconds|Msec|Millisecs)$/]',
    message: 'Milliseconds are written `…Ms`.',
  },
];

/** Constants look like all variables; capitals are left to the single letters of a standard's formulas. */
const names = [
  { selector: 'typeLike', format: ['PascalCase'] },
  { selector: 'function', format: ['camelCase'] },
  { selector: 'variable', format: ['camelCase', 'PascalCase'], leadingUnderscore: 'allow' },
  // Names of the environment.
  { selector: 'variable', modifiers: ['destructured'], format: null },
  { selector: 'variable', filter: { regex: '^[A-Z]$', match: true }, format: null },
];

/** React tells its components from elements of HTML by their capitals. */
const components = {
  files: ['**/*.tsx'],
  rules: {
    '@typescript-eslint/naming-convention': [
      'error',
      ...names.map((each) =>
        each.selector === 'function' ? { ...each, format: ['camelCase', 'PascalCase'] } : each,
      ),
    ],
  },
};

/** What a replica may not see: two peers would differ, and the transaction would fail. */
const nonDeterministic = {
  files: ['chaincode/src/**/*.ts'],
  // server.ts is the process around the contracts, simulator/ the peer's side of a transaction, sample/ data that no peer
  // loads; time.ts reads given times with Date, never the clock.
  ignores: [
    '**/*.test.ts',
    'chaincode/src/testing/**',
    'chaincode/src/server.ts',
    'chaincode/src/simulator/**',
    'chaincode/src/sample/**',
    'chaincode/src/ledger/time.ts',
  ],
  rules: {
    'no-restricted-globals': [
      'error',
      'Date',
      'Intl',
      'process',
      'performance',
      'setTimeout',
      'setInterval',
      'setImmediate',
      'queueMicrotask',
      'fetch',
      'crypto',
      'WeakRef',
      'FinalizationRegistry',
      // The other names of all of these.
      'globalThis',
      'global',
    ],
    'no-restricted-properties': [
      'error',
      { object: 'Math', property: 'random' },
      { property: 'localeCompare' },
      { property: 'toLocaleString' },
      { property: 'toLocaleUpperCase' },
      { property: 'toLocaleLowerCase' },
      { object: 'Promise', property: 'race' },
      { object: 'Promise', property: 'any' },
    ],
    'no-restricted-imports': [
      'error',
      {
        paths: [
          ...[
            'fs',
            'net',
            'http',
            'https',
            'os',
            'child_process',
            'worker_threads',
            'dns',
            'timers',
            'perf_hooks',
          ].flatMap((name) => [name, `node:${name}`, `${name}/promises`, `node:${name}/promises`]),
          ...['randomBytes', 'randomUUID', 'randomInt', 'randomFill', 'randomFillSync', 'webcrypto'].flatMap(
            (name) => [
              { name: 'node:crypto', importNames: [name] },
              { name: 'crypto', importNames: [name] },
            ],
          ),
        ],
      },
    ],
    'no-restricted-syntax': [
      'error',
      ...handwriting,
      { selector: 'ForInStatement', message: 'for-in order depends on the object: use Object.keys, sorted.' },
      {
        selector: ':matches(Program, ExportNamedDeclaration) > VariableDeclaration[kind!="const"]',
        message: 'No mutable module state in chaincode.',
      },
      {
        selector: 'PropertyDefinition[static=true][readonly!=true]',
        message: 'No mutable class state in chaincode.',
      },
      { selector: 'ImportExpression', message: 'Imports stand at the top, where they can be checked.' },
      { selector: 'NewExpression[callee.name="Date"]', message: 'No clock in chaincode.' },
    ],
  },
};

/** The verifier is trusted because it shares nothing with what it checks, and needs nothing but Node. */
const standalone = {
  files: ['scripts/verifier/src/**/*.ts'],
  ignores: ['**/*.test.ts', 'scripts/verifier/src/testing/**'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { regex: '^(?!node:|#platform$|\\./|\\.\\./)', message: 'The verifier has no dependencies.' },
          { regex: '^\\.\\./\\.\\./', message: 'The verifier shares no code with its repository.' },
        ],
      },
    ],
  },
};

/** Of the verifier, only what starts it on a machine, and the platform of Node, know Node: the rest runs in browsers too. */
const portable = {
  files: ['scripts/verifier/src/**/*.ts', 'scripts/verifier/page/**/*.ts'],
  ignores: [
    '**/*.test.ts',
    'scripts/verifier/src/testing/**',
    'scripts/verifier/src/cli.ts',
    'scripts/verifier/src/command/**',
    'scripts/verifier/src/platform/node.ts',
  ],
  rules: {
    'no-restricted-globals': ['error', 'Buffer', 'process', 'global', 'require', '__dirname'],
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: '^(?!#platform$|\\./|\\.\\./(?!\\.\\./))',
            message: 'This part of the verifier runs in browsers, and has no dependencies.',
          },
        ],
      },
    ],
  },
};

/** Who may import whom. */
const walls = {
  files: ['**/*.{ts,tsx}'],
  plugins: { 'import-x': importX },
  settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.json'] })] },
};

/** What a floor names overrides what all files have. */
const floors = zonesByFloor().map(({ files, zones }) => ({
  files,
  rules: {
    'import-x/no-restricted-paths': [
      'error',
      { basePath: fileURLToPath(new URL('..', import.meta.url)), zones },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', 'coverage/**', 'gateway/client/src/api-types.ts'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        tsconfigRootDir: fileURLToPath(new URL('..', import.meta.url)),
        project: [
          'chaincode',
          'gateway',
          'gateway/client',
          'gateway/pages',
          'gateway/pages/check',
          'gateway/pages/workplace',
          'network',
          'scripts',
          'scripts/verifier',
          'scripts/verifier/page',
          'tests',
          'tests/conformance/probe-chaincode',
        ].map((name) => `${name}/tsconfig.json`),
      },
    },
    rules: {
      complexity: ['error', 12],
      'max-depth': ['error', 4],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      'import-x/consistent-type-specifier-style': ['error', 'prefer-top-level'],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/naming-convention': ['error', ...names],
      curly: ['error', 'multi-line', 'consistent'],
      'no-restricted-syntax': ['error', ...handwriting],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/prefer-readonly': 'error',
      'no-console': 'off',
    },
  },
  components,
  nonDeterministic,
  standalone,
  portable,
  walls,
  ...floors,
);
