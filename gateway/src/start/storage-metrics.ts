// SPDX-License-Identifier: Apache-2.0
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { ContentUsage } from '../content';
import type { Storage } from '../storage';

/** Metrics of the disk: which stores have failed, and the space that is left. */
export function storageMetrics(registry: Registry, storage: Storage): void {
  const registers = [registry];
  new Gauge({
    name: 'guidang_store_failed',
    help: '1 for a store that writes no more until a restart, because a write has failed: an alarm',
    labelNames: ['store'],
    registers,
    collect() {
      for (const { store, failure } of storage.guards) {
        this.set({ store }, failure === undefined ? 0 : 1);
      }
    },
  });
  new Gauge({
    name: 'guidang_storage_free_bytes',
    help: "Free space of the data folder's disk; below guidang_storage_reserve_bytes writes are refused",
    registers,
    collect() {
      if (Number.isFinite(storage.space.freeBytes)) this.set(storage.space.freeBytes);
    },
  });
  new Gauge({
    name: 'guidang_storage_reserve_bytes',
    help: 'Free space that is kept for finishing what was accepted',
    registers,
    collect() {
      this.set(storage.space.reserveBytes);
    },
  });
}

/** Whose files fill the disk. */
export function contentMetrics(registry: Registry, contentUsage: ContentUsage): void {
  new Gauge({
    name: 'guidang_content_bytes',
    help: 'Bytes of stored files that count for a department: uploaded, printed, or handed over here',
    labelNames: ['organisation', 'department'],
    registers: [registry],
    collect() {
      for (const { organisation, department, bytes } of contentUsage.all) {
        this.set({ organisation, department }, bytes);
      }
    },
  });
}
