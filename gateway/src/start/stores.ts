// SPDX-License-Identifier: Apache-2.0
import type { Logger } from 'pino';
import type { Clock } from '../common/clock';
import type { Config } from '../config/config';
import { Projection } from '../projection';
import { SpaceWatch, Storage } from '../storage';
import type { Opened } from './opened';

/** Watches the disk of the data folder, and makes the guards of the stores on it. */
export async function openStorage(
  config: Pick<Config, 'dataFolder' | 'storage'>,
  logger: Logger,
  opened: Opened,
): Promise<Storage> {
  const space = await SpaceWatch.start({
    folder: config.dataFolder,
    reserveBytes: config.storage.reserveBytes,
    onChange: (isFull, freeBytes) => {
      if (isFull) logger.error({ freeBytes }, 'the disk is full but for its reserve: writes are refused');
      else logger.info({ freeBytes }, 'the disk has space again: writes are taken');
    },
  });
  const onFailure: ConstructorParameters<typeof Storage>[0]['onFailure'] = ({ store, cause }) => {
    logger.fatal({ store, err: cause }, 'a write has failed: the store writes no more until a restart');
  };
  return opened.add(new Storage({ space, onFailure }), (each) => {
    each.close();
    return Promise.resolve();
  });
}

interface ProjectionOptions {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly storage: Storage;
}

/** Opens the query store in this folder; one of an older form is built again. */
export async function openProjection(
  folder: string,
  { logger, clock, storage }: ProjectionOptions,
  opened: Opened,
): Promise<Projection> {
  const projection = await Projection.open(folder, {
    clock,
    guard: storage.guard('projection'),
    onRebuild: (schema) => {
      logger.info({ schema }, 'the query store is of an older form: it is built again from the ledger');
    },
  });
  return opened.add(projection, (each) => each.close());
}
