// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readCheckpoint, readNote } from '@guidang/chaincode/proof';
import type { Checkpoint } from '@guidang/chaincode/proof';
import { anchorHead, createRecord } from '@guidang/chaincode/commands';
import { noteOf } from '../../gateway/src/log/own-tree';
import { tilePathOf } from '../../gateway/src/merkle/tile-path';
import { LedgerError } from '../../gateway/src/ledger/ledger-error';
import { retried } from '@guidang/gateway/common/until';
import { ApiProblem } from '../../scripts/api-client';
import { connectLedger } from '../../gateway/src/start/network';
import { organisations, officers } from '@guidang/chaincode/sample';
import type { OrganisationId } from '@guidang/chaincode/sample';
import { placeOf } from '../../scripts/demo/network-venue';
import { eventually, onceServed, problemOf } from './running-network';
import type { RunningNetwork } from './running-network';
import { signedAlone } from './signed-command';
import { stealKeys, withoutEastGateway } from './stolen-keys';
import { aRecord } from '../../chaincode/src/testing/a-record';

/** Within which peers endorse: five minutes in earnest. */
const windowSeconds = 10;

const ids = Object.keys(organisations) as OrganisationId[];
const record = aRecord();

interface Answer {
  readonly status: number;
  readonly bytes: Buffer;
  readonly text: string;
}

/** A verdict, as far as its times matter. */
interface Told {
  readonly integrity: string;
  readonly status: string;
  readonly reasons: readonly string[];
  readonly claimedAt?: string;
  readonly recordedAt?: string;
}

/** The log of four organisations. At the end three of them have raised the alarm, and their peers' clocks are strict. */
export function logCases(running: () => RunningNetwork): void {
  /** Requests from an organisation's gateway, anonymously. */
  const ask = (organisation: OrganisationId, path: string, body?: string): Promise<Answer> => {
    const { url, roots } = placeOf(running().network, organisation);
    return new Promise((resolve, reject) => {
      const method = body === undefined ? 'GET' : 'POST';
      const sent = request(new URL(path, url), { method, ca: roots });
      sent.once('error', reject).once('response', (response) => {
        const parts: Buffer[] = [];
        response
          .on('data', (part: Buffer) => parts.push(part))
          .once('end', () => {
            const bytes = Buffer.concat(parts);
            resolve({ status: response.statusCode ?? 0, bytes, text: bytes.toString() });
          });
      });
      sent.end(body);
    });
  };

  const headOf = async (organisation: OrganisationId): Promise<Checkpoint> =>
    readCheckpoint(readNote((await ask(organisation, '/checkpoint')).text).text);

  /** Creates a record, and waits for its receipt: how long that may take is measured by the bench. */
  const untilReceipt = async (): Promise<void> => {
    const registrar = await running().as(officers.eastRegistrar);
    const { transaction } = await onceServed(() =>
      registrar.post<{ transaction: string }>('/api/v1/records', record, { 'idempotency-key': randomUUID() }),
    );
    await eventually(async () => {
      const answer = await registrar.get<{ index?: number }>(`/api/v1/events/${transaction}-0/receipt`, {
        accept: 'application/json',
      });
      return answer.index;
    });
  };

  /** Waits until all, or some, serve one head that covers at least this many leaves. */
  const sameHead = (size: number, among: readonly OrganisationId[] = ids): Promise<Checkpoint> =>
    eventually(async () => {
      const notes = await Promise.all(among.map(async (id) => (await ask(id, '/checkpoint')).text));
      if (new Set(notes).size !== 1) return undefined;
      const head = readCheckpoint(readNote(notes[0] ?? '').text);
      return head.size >= size ? head : undefined;
    });

  const withoutEast = <T>(act: () => Promise<T>): Promise<T> => withoutEastGateway(running(), act);

  /** Restarts all peers with a window of some seconds instead of minutes. */
  const shortenWindow = async (): Promise<void> => {
    for (const id of ids) {
      const file = join(running().network.folders.organisation(id, 'peer'), 'core.yaml');
      const text = readFileSync(file, 'utf8');
      expect(text).toContain('timewindow: 5m');
      await running().network.stop(`${id}.peer`);
      writeFileSync(file, text.replace('timewindow: 5m', `timewindow: ${windowSeconds}s`));
      await running().network.start(`${id}.peer`);
    }
  };

  it('is the same at each of them: head, keys, tiles and entries', async () => {
    await untilReceipt();
    const { size } = await sameHead(1);
    const width = size % 256;
    const paths = [
      '/api/v1/log/keys',
      `/tile/${tilePathOf({ level: 0, number: Math.floor(size / 256), width })}`,
      `/tile/${tilePathOf({ level: 'entries', number: Math.floor(size / 256), width })}`,
    ];
    for (const path of paths) {
      const answers = await Promise.all(ids.map((id) => ask(id, path)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect(new Set(answers.map(({ bytes }) => bytes.toString('base64'))).size).toBe(1);
    }
    const { text } = await ask('audit', '/api/v1/log/keys');
    expect(text).toMatch(/^# quorum 3 from \d+$/m);
    expect(text.match(/^# \w+ \w+ [\w-]+ from \d+$/gm)).toHaveLength(16);
  });

  it('gives a receipt of each event', async () => {
    for (let count = 0; count < 8; count += 1) await untilReceipt();
  });

  it('has new heads while one gateway is down', async () => {
    await running().network.stop('audit.gateway');
    try {
      for (let count = 0; count < 5; count += 1) await untilReceipt();
    } finally {
      await running().network.start('audit.gateway');
    }
    await sameHead((await headOf('east')).size);
  });

  it('does not go back: neither a witness nor the contract takes an old head', async () => {
    const old = (await ask('archives', '/checkpoint')).text;
    const before = await sameHead(1);
    await untilReceipt();
    await sameHead(before.size + 1);
    const { log, system } = await withoutEast(() => stealKeys(running()));
    await untilReceipt();
    await sameHead(before.size + 2);
    const note = noteOf(before, [log.signHead(before)]);
    for (const id of ['archives', 'west', 'audit'] as const) {
      // A quorum is three of four: a witness may not have seen the newest heads yet, and then cosigns one that follows.
      const cosigned = await eventually(async () => {
        const { status, text } = await ask(
          id,
          '/log/witness/add-checkpoint',
          `old ${before.size}\n\n${note}`,
        );
        if (status === 409 && Number(text) > before.size) return Number(text);
        await untilReceipt();
        return undefined;
      });
      const again = await ask(id, '/log/witness/add-checkpoint', `old ${before.size}\n\n${note}`);
      expect([again.status, Number(again.text) >= cosigned]).toEqual([409, true]);
    }
    const jws = signedAlone(running(), system, {
      type: anchorHead.type,
      role: 'system',
      body: { checkpoint: old },
    });
    const east = await running().as(officers.eastSystem);
    const headers = { 'content-type': 'application/jose' };
    const problem = await problemOf(
      onceServed(() => east.send('/api/v1/commands', Buffer.from(jws), headers)),
    );
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem.code).toBe('head-behind');
  });

  it('raises the alarm at all others when one of them signs another history', async () => {
    const others = ['archives', 'west', 'audit'] as const;
    const forked = await withoutEast(async () => {
      const { log } = await stealKeys(running());
      const { origin, size } = await sameHead(1, others);
      const head = { origin, size, root: createHash('sha256').update('another history').digest() };
      const note = noteOf(head, [log.signHead(head)]);
      for (const id of others) {
        const { status } = await ask(id, '/log/witness/add-checkpoint', `old 0\n\n${note}`);
        expect(status).toBe(422);
      }
      return { note, size };
    });
    for (const id of others) {
      const { text } = await ask(id, '/readyz');
      expect(JSON.parse(text)).toMatchObject({ checks: { log: { ok: false } } });
      expect((await ask(id, '/metrics')).text).toMatch(/^guidang_log_contradictions 1$/m);
    }
    const auditor = await running().as(officers.auditor);
    const evidence = await auditor.get<{ items: readonly object[] }>('/api/v1/log/evidence');
    expect(evidence.items).toMatchObject([{ kind: 'proposed', size: forked.size, theirs: forked.note }]);
    // A single member cannot stop the log: it continues under the quorum.
    await untilReceipt();
    expect(JSON.parse((await ask('east', '/readyz')).text)).toMatchObject({ checks: { log: { ok: true } } });
  });

  it('dates a transaction that was held back by the head that covers it: what was answered before stands', async () => {
    await shortenWindow();
    const { registrar } = await withoutEast(() => stealKeys(running()));
    const verifier = await running().as(officers.westVerifier);
    const digest = {
      algorithm: 'sha256' as const,
      value: createHash('sha256').update(randomUUID()).digest('hex'),
    };
    const told = (at?: string): Promise<Told> =>
      onceServed(() => verifier.post<Told>('/api/v1/verifications', { digest, at }));
    const ledger = await connectLedger({ connection: running().network.connection('east') });
    try {
      const jws = signedAlone(running(), registrar, {
        type: createRecord.type,
        role: 'registrar',
        body: aRecord({ contents: [{ digest, bytes: 1, mediaType: 'application/pdf', role: 'contract' }] }),
      });
      const args = [jws, randomBytes(16).toString('hex')];
      const held = await retried(() => ledger.prepare({ transaction: 'record:create', args }), {
        mayPass: (error) => error instanceof LedgerError,
      });
      await sleep(1_000);
      const moment = new Date().toISOString();
      expect(await told(moment)).toMatchObject({ integrity: 'not-on-ledger', status: 'unknown' });
      await sleep(1_500 * windowSeconds);
      await ledger.send(held.bytes);
      expect(await ledger.status(held.transactionId)).toMatchObject({ code: 'VALID' });

      const { claimedAt = '', recordedAt: since = '' } = await eventually(async () => {
        const verdict = await told();
        return verdict.recordedAt === undefined ? undefined : verdict;
      });
      expect(Date.parse(since) - Date.parse(claimedAt)).toBeGreaterThan(1000 * windowSeconds);
      expect(await told(moment)).toMatchObject({
        integrity: 'intact',
        status: 'unknown',
        reasons: ['recorded-later'],
        claimedAt,
        recordedAt: since,
      });
      expect(await told(since)).toMatchObject({ status: 'not-applicable', reasons: [] });
    } finally {
      await ledger.close();
    }
  });
}
