// SPDX-License-Identifier: Apache-2.0
import './start/quiet-contracts';
import { readConfig } from './config/config';
import type { Config } from './config/config';
import { createLogger } from './common/logger';
import type { Logger } from './common/logger';
import { ProcessEnd } from './common/process-end';
import { Gateway } from './gateway';
import { startReader } from './start/reader';
import type { Reader } from './start/reader';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  const end = new ProcessEnd({ logger });
  const gateway = await start(config, logger);
  end.closesBy(() => gateway.close());
  console.log(`ready ${gateway.url}`);
  // Answers would silently become stale: the supervisor restarts the process.
  gateway.following.catch((error: unknown) => {
    end.fail(error, 'the ledger cannot be followed');
  });
}

function start(config: Config, logger: Logger): Promise<Reader> {
  const { reader } = config;
  return reader === undefined ? Gateway.start(config, logger) : startReader(config, reader, { logger });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
