// SPDX-License-Identifier: Apache-2.0
import { World } from './world';

/**
 * Gives each test of a file a world of its own, forked from one that is made once.
 * @param use takes the fork of the test that begins.
 * @param prepare what all tests of the file find there.
 * @returns makes another fork, in the middle of a test.
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
