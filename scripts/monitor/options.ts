// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';

export const help = `npm run monitor -- URL ... [OPTION ...]

Follows the log of one network at several gateways, as an outsider who trusts none of them. In each round: the head of
each is signed by the log and a quorum, continues the one before and that of every other gateway; each new leaf is
hashed and compared with the tiles, and these with the root. It needs nothing but what gateways serve to anybody.

  --keys FILE       the organisations' public keys, as GET /api/v1/log/keys answers: recommended. Otherwise what all
                    gateways say at first is trusted, and later only what continues it
  --state FILE      how far each gateway was followed, so that a restart goes on there
                    (default: guidang-monitor.json)
  --evidence DIR    where two signed heads that contradict each other are kept
                    (default: beside the state, in guidang-monitor-evidence)
  --every SECONDS   from one round to the next (default: 5)
  --once            one round, and an exit code
  --stale SECONDS   warn of a head whose cosignatures are older (default: 86400)
  --tokens FILE     lines of a gateway's URL and a token of an officer there (auditor, system or operator): entries
                    from before leaves were salted are shown to members only; otherwise their hashes alone are checked
  --roots FILE      root certificates of the gateways, PEM; or NODE_EXTRA_CA_CERTS
  --json            a line of JSON for each fault, warning and round
  --help            print this text

Without --once it goes on until SIGINT or SIGTERM, and the exit code is that of all its rounds.
A gateway that does not answer is told, and is no fault of the log.

Exit code:
  0  no fault, and each gateway's head was checked
  1  a fault of the log
  2  it could not be monitored: wrong options, files that cannot be read or written, a state that does not hold
  3  no fault, but a gateway's head was not checked
`;

export interface MonitorArguments {
  readonly urls: readonly string[];
  readonly keys: string | undefined;
  readonly state: string;
  readonly evidence: string | undefined;
  readonly everyMs: number;
  readonly once: boolean;
  readonly staleMs: number;
  readonly tokens: string | undefined;
  readonly roots: string | undefined;
  readonly json: boolean;
}

/** Parses the command line. @throws {Error} for unknown options. */
export function parseMonitorArguments(args: readonly string[]): MonitorArguments | 'help' {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      keys: { type: 'string' },
      state: { type: 'string', default: 'guidang-monitor.json' },
      evidence: { type: 'string' },
      every: { type: 'string', default: '5' },
      once: { type: 'boolean', default: false },
      stale: { type: 'string', default: '86400' },
      tokens: { type: 'string' },
      roots: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const { keys, state, evidence, once, tokens, roots, json } = values;
  const everyMs = millisecondsOf('--every', values.every);
  const staleMs = millisecondsOf('--stale', values.stale);
  return { urls: urlsOf(positionals), keys, state, evidence, everyMs, once, staleMs, tokens, roots, json };
}

function urlsOf(positionals: readonly string[]): string[] {
  const urls = positionals.map((text) => {
    if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
      throw new Error(`not the URL of a gateway: ${text}`);
    }
    return text.replace(/\/+$/, '');
  });
  if (urls.length === 0) throw new Error('no URL of a gateway (see --help)');
  if (new Set(urls).size < urls.length) throw new Error('a gateway is named twice');
  return urls;
}

function millisecondsOf(option: string, text: string): number {
  const seconds = /^\d{1,9}(\.\d{1,3})?$/.test(text) ? Number(text) : 0;
  if (seconds === 0) throw new Error(`${option} takes a number of seconds`);
  return seconds * 1000;
}

/** Reads lines of a gateway's URL and a token. @throws {Error} for anything else, or a gateway that is not followed. */
export function parseTokens(text: string, urls: readonly string[]): ReadonlyMap<string, string> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return new Map(
    lines.map((line) => {
      const [url = '', token = '', ...more] = line.trim().split(/\s+/);
      if (token === '' || more.length > 0) throw new Error('a line of the tokens is not a URL and a token');
      const known = url.replace(/\/+$/, '');
      if (!urls.includes(known)) throw new Error(`a token for a gateway that is not followed: ${url}`);
      return [known, token];
    }),
  );
}
