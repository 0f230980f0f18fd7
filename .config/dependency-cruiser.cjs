// SPDX-License-Identifier: Apache-2.0
'use strict';

/*
 * The shape of the import graph: no circle of files, none of rooms. Who may import whom stands in walls.mjs, for ESLint.
 * Type imports count: a circle of types is a circle for the reader.
 */
const packages = [
  'chaincode/src',
  'gateway/src',
  'gateway/client/src',
  'gateway/pages/src',
  'gateway/pages/check',
  'gateway/pages/workplace',
  'network/src',
  'scripts',
];

module.exports = {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-circle-of-rooms', severity: 'error', scope: 'folder', from: {}, to: { circular: true } },
  ],
  options: {
    includeOnly: `^(${packages.join('|')})/`,
    exclude: '(\\.test\\.ts$|/testing/|/dist/|/node_modules/|\\.d\\.ts$)',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.json'] },
    reporterOptions: {
      dot: { collapsePattern: `^(${packages.join('|')})/[^/]+` },
    },
  },
};
