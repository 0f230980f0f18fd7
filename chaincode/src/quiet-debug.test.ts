// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Shim } from 'fabric-shim';
import { quietDebug, transactionLoggers } from './quiet-debug';

/** Detects an upgrade of fabric-shim that renames its loggers, on which quietDebug would silently do nothing. */
const library = dirname(require.resolve('fabric-shim/package.json'));

it('knows every logger that the library has', () => {
  const names = ['lib', 'lib/contract-spi'].flatMap((folder) =>
    readdirSync(join(library, folder))
      .filter((file) => file.endsWith('.js'))
      .map((file) => readFileSync(join(library, folder, file), 'utf8'))
      .flatMap((source) =>
        [...source.matchAll(/^const logger = .*getLogger\('([^']+)'\)/gm)].map(([, name]) => name),
      ),
  );
  expect([...names].sort()).toEqual([...transactionLoggers].sort());
});

it('silences the very loggers that the library uses', () => {
  quietDebug();
  for (const name of transactionLoggers) {
    const logger = Shim.newLogger(name);
    const write = jest.spyOn(logger, 'write');
    logger.level = 'debug';
    logger.debug('nobody reads this');
    expect(write).not.toHaveBeenCalled();
  }
});
