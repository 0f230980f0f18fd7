// SPDX-License-Identifier: Apache-2.0
import { onPath } from '../support/on-path';

/** Whether Fabric's programs are on PATH, or Go is, which builds them. */
const available = onPath('go') || ['peer', 'orderer', 'configtxgen', 'fabric-ca-server'].every(onPath);

/** A group of tests on real Fabric: skipped, by name, where it cannot run, unless `GUIDANG_REQUIRE_FABRIC` is 1. */
export const describeFabric =
  process.env['GUIDANG_REQUIRE_FABRIC'] === '1' || available ? describe : describe.skip;
