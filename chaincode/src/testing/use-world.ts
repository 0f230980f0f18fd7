// SPDX-License-Identifier: Apache-2.0
import { World } from './world';

/**
 * Gives each test of a file its own world, forked from a shared one.
 * @param use receives the fork for the current test.
 * @param prepare sets up what all tests of the file share.
 * @returns a function that makes another fork during a test.
 */
export function useWorld(
  use: (world: World) => void,
  prepare: (base: World) => Promise<unknown> = () => Promise.resolve(),
): () => World {
  let base: World;
  beforeAll(async () => {
    base = await World.create();
    await prepare(base);
  });
  beforeEach(() => {
    use(base.fork());
  });
  return () => base.fork();
}
