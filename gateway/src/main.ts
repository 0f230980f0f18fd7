// SPDX-License-Identifier: Apache-2.0
import { readConfig } from './config/config';
import { createLogger } from './common/logger';

async function main(): Promise<void> {
  // fabric-contract-api reads its log level on load, and at info logs each decorator: a hundred useless lines.
  process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'WARNING';
  const { Gateway } = await import('./gateway.js');
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  const gateway = await Gateway.start(config, logger);
  console.log(`ready ${gateway.url}`);
  const stop = (): void => {
    logger.info('stopping');
    gateway.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.fatal({ error }, 'the gateway did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  // Answers would silently become stale: exit, and let the supervisor restart the process.
  gateway.following.catch(() => process.exit(1));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
