// SPDX-License-Identifier: Apache-2.0
import type { Role } from './calls';
import { pauseMs } from './pause';
import type { sleep } from './pause';
import { Problem, unreachable } from './problem';

export interface FollowOptions {
  readonly signal?: AbortSignal | undefined;
  readonly role?: Role | undefined;
  /** Types of events; all by default. */
  readonly types?: readonly string[];
  /** What they are about. */
  readonly subject?: string;
  /** The own department's only. */
  readonly own?: boolean;
  /** Told when the stream stands, and when the line broke. */
  readonly onState?: (isOpen: boolean) => void;
}

export interface StreamedEvent {
  readonly type: string;
  readonly sequence: number;
  readonly subject?: { readonly kind: string; readonly id: string };
  readonly [member: string]: unknown;
}

type Query = Readonly<Record<string, string>>;
type Open = (query: Query, headers: Query, signal: AbortSignal | undefined) => Promise<Response>;

/**
 * Follows the stream of events. Not by EventSource: it sends no headers, without which a signed-in page is not
 * answered.
 */
export async function* followEvents(
  open: Open,
  options: FollowOptions & { readonly sleep: typeof sleep },
): AsyncGenerator<StreamedEvent> {
  const { signal, onState } = options;
  let last: string | undefined;
  for (let attempt = 1; ; attempt++) {
    let retryAfterSeconds: number | undefined;
    try {
      const response = await open(
        queryOf(options),
        last === undefined ? {} : { 'Last-Event-ID': last },
        signal,
      );
      onState?.(true);
      for await (const { id, data } of framesOf(response)) {
        // One that stands only to fall is no success: whoever opens it in vain waits longer each time.
        attempt = 0;
        last = id ?? last;
        if (data !== '') yield JSON.parse(data) as StreamedEvent;
      }
    } catch (error) {
      signal?.throwIfAborted();
      ({ retryAfterSeconds } = passing(error));
    }
    onState?.(false);
    await options.sleep(pauseMs(Math.max(1, attempt), retryAfterSeconds), signal);
  }
}

/** What passes by waiting. @throws what does not. */
function passing(error: unknown): Problem {
  const problem = error instanceof Problem ? error : unreachable(error);
  if (problem.retry !== 'same' && problem.retry !== 'unknown') throw problem;
  return problem;
}

function queryOf({ types, subject, own }: FollowOptions): Query {
  return {
    ...(types === undefined ? {} : { type: types.join(',') }),
    ...(subject === undefined ? {} : { subject }),
    ...(own === true ? { own: 'true' } : {}),
  };
}

interface Frame {
  readonly id: string | undefined;
  readonly data: string;
}

/** The frames of a stream (WHATWG HTML section 9.2), of which only `id` and `data` matter here. */
async function* framesOf(response: Response): AsyncGenerator<Frame> {
  if (response.body === null) return;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const frames = (rest + decoder.decode(value, { stream: true })).split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) yield frameOf(frame);
    }
  } finally {
    await reader.cancel();
  }
}

function frameOf(text: string): Frame {
  let id: string | undefined;
  let data = '';
  for (const line of text.split('\n')) {
    if (line.startsWith('id: ')) id = line.slice(4);
    if (line.startsWith('data: ')) data += line.slice(6);
  }
  return { id, data };
}
