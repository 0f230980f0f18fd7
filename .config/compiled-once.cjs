// SPDX-License-Identifier: Apache-2.0
'use strict';

/*
 * Jest loads every module anew for each test file. V8 compiles it for the first in a process, and takes what it has
 * made of the same text for the others: most of what a small test file of the gateway takes is to load the same modules.
 */
const vm = require('node:vm');

const compile = vm.compileFunction;
/** By file name. Jest keeps the text too, so that this holds no second copy of it. */
const compiled = new Map();

vm.compileFunction = (code, parameters, options) => {
  const known = compiled.get(options.filename);
  if (known?.code === code) return compile(code, parameters, { ...options, cachedData: known.cachedData });
  const made = compile(code, parameters, { ...options, produceCachedData: true });
  compiled.set(options.filename, { code, cachedData: made.cachedData });
  return made;
};
