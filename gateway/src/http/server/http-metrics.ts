// SPDX-License-Identifier: Apache-2.0
import { Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import { atEnd } from './at-end';
import type { Observer } from './middleware';
import type { Load } from './load';
import { requestFactsOf } from '../request-facts';

const secondsBuckets = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Request durations by route template and status: few series, and no personal data. */
export function httpMetrics(registry: Registry, load: Load): Observer {
  const durations = new Histogram({
    name: 'guidang_http_request_duration_seconds',
    help: 'Time from the request head to the end of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: secondsBuckets,
    registers: [registry],
  });
  new Gauge({
    name: 'guidang_http_requests_in_flight',
    help: 'Requests in work',
    registers: [registry],
    collect() {
      this.set(load.requests);
    },
  });
  return (request, response) => {
    const end = durations.startTimer();
    atEnd(response, () => {
      const { route = '(none)' } = requestFactsOf(request);
      end({ method: knownMethod(request.method), route, status: response.statusCode });
    });
  };
}

/** Anyone may send any method, and each would create a series of its own. */
function knownMethod(method = ''): string {
  return ['GET', 'HEAD', 'POST', 'DELETE'].includes(method) ? method : 'OTHER';
}
