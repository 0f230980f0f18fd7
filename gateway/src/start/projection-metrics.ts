// SPDX-License-Identifier: Apache-2.0
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Projection } from '../projection';

/** How far the query store has read: gateways of one organisation are compared by it. */
export function projectionMetrics(registry: Registry, projection: Projection): void {
  new Gauge({
    name: 'guidang_projection_blocks',
    help: 'Blocks of the ledger that the query store has read',
    registers: [registry],
    collect() {
      this.set(projection.checkpoint.height);
    },
  });
}
