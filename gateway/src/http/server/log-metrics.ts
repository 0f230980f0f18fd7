// SPDX-License-Identifier: Apache-2.0
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { LogService, LogStatus } from '../../log/api';

const gauges: Readonly<Record<keyof LogStatus, { name: string; help: string }>> = {
  leaves: { name: 'guidang_log_leaves', help: "Leaves of this gateway's own tree" },
  headSize: { name: 'guidang_log_head_size', help: 'Leaves that the anchored head covers' },
  contradictions: {
    name: 'guidang_log_contradictions',
    help: 'Sizes for which there are two roots: more than are acknowledged is an alarm',
  },
  acknowledged: {
    name: 'guidang_log_contradictions_acknowledged',
    help: 'How many of these are judged: acknowledged by a governor, or set aside by a majority',
  },
};

/** Metrics of the log: its size, and whether it has forked. */
export function logMetrics(registry: Registry, log: Pick<LogService, 'status'>): void {
  for (const [member, { name, help }] of Object.entries(gauges)) {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set((await log.status())[member as keyof LogStatus]);
      },
    });
  }
}
