// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { logHeads } from '@guidang/chaincode/model';
import { createRecord } from '@guidang/chaincode/commands';
import { formatCheckpoint, formatNote } from '@guidang/chaincode/proof';
import type { Checkpoint } from '@guidang/chaincode/proof';
import { LogSigner } from '../../../chaincode/src/testing/log-signer';
import { officers } from '@guidang/chaincode/sample';
import { LogMembers, openMember, openMemberLog, peerOf } from '../testing/log-members';
import type { LogMember } from '../testing/log-members';
import { LogError } from './log-error';
import { find, Projection } from '../projection';
import { checkAnchored } from './anchored-check';
import { noteOf } from './own-tree';
import { readHead } from './read-head';
import { formatWitnessRequest, parseWitnessRequest } from './witness-request';
import type { WitnessRequest } from './witness-request';
import { aRecord } from '../../../chaincode/src/testing/a-record';

jest.setTimeout(120_000);

const record = aRecord();

let members: LogMembers;
let east: LogMember;
let west: LogMember;

beforeEach(async () => {
  members = await LogMembers.open();
  ({ east, west } = members.all);
});
afterEach(() => members.close());

/** Adds leaves on all members, or on some. */
async function grow(...on: LogMember[]): Promise<void> {
  await members.gateway.give(officers.eastRegistrar, createRecord, record);
  await members.catchUp(on.length === 0 ? undefined : on);
}

async function headOf({ log }: LogMember, size = log.tree.size): Promise<Checkpoint> {
  const head = await log.tree.head(size);
  if (head === undefined) throw new Error('no such head');
  return head;
}

/** A member's request, with the faults that a test injects. */
async function requestOf(
  member: LogMember,
  changes: Partial<WitnessRequest> & { readonly head?: Checkpoint } = {},
): Promise<Buffer> {
  const { head = await headOf(member), old = 0 } = changes;
  const note = changes.note ?? noteOf(head, [member.own.any.signHead(head)]);
  const proof =
    changes.proof ?? (old > head.size ? [] : await member.log.tree.consistencyProof(old, head.size));
  return Buffer.from(formatWitnessRequest({ old, proof, note }));
}

/** The witness's answer: its cosigned size, the cosignature lines, or the code of its refusal. */
async function ask(witness: LogMember, body: Uint8Array): Promise<unknown> {
  try {
    const answer = await witness.log.service.addCheckpoint(body);
    return 'cosignatures' in answer ? answer.cosignatures.split('\n').length - 1 : answer.cosignedSize;
  } catch (error) {
    if (error instanceof LogError) return error.code;
    throw error;
  }
}

const cosigned = 2;

describe('a witness', () => {
  it('cosigns, with both keys, what it has computed itself, and stores it', async () => {
    const body = await requestOf(east);
    await expect(ask(west, body)).resolves.toBe(cosigned);
    const head = await headOf(east);
    expect(west.log.witness.cosigned).toMatchObject({ size: head.size, root: head.root.toString('base64') });
    const hash = createHash('sha256').update('guidang/log').digest('hex');
    const note = west.log.service.monitored(hash) ?? '';
    const signed = readHead(note, head.origin, await west.log.registered.all());
    expect(signed.signatures.map(({ key }) => [key.organisation, key.type])).toEqual([
      ['east', 1],
      ['west', 4],
      ['west', 6],
    ]);
    expect(west.log.service.monitored('0'.repeat(64))).toBeUndefined();
  });

  it('continues from the head it cosigned last, and reports its size', async () => {
    await ask(west, await requestOf(east));
    const old = west.log.witness.cosigned?.size ?? 0;
    await grow();
    await expect(ask(west, await requestOf(east))).resolves.toBe(old);
    await expect(ask(west, await requestOf(east, { old }))).resolves.toBe(cosigned);
    const size = west.log.witness.cosigned?.size ?? 0;
    expect(size).toBeGreaterThan(old);
    // The same head again, and a head that was rolled back.
    await expect(ask(west, await requestOf(east, { old: size }))).resolves.toBe(cosigned);
    await expect(ask(west, await requestOf(east, { old, head: await headOf(east, old) }))).resolves.toBe(
      size,
    );
    await expect(
      ask(west, await requestOf(east, { old: size, head: await headOf(east, old) })),
    ).resolves.toBe('checkpoint-malformed');
    expect(west.log.witness.cosigned?.size).toBe(size);
  });

  it('waits a little for leaves that its own peer does not have yet', async () => {
    await grow(east);
    const body = await requestOf(east);
    await expect(ask(west, body)).resolves.toBe('leaves-missing');
    const asked = ask(west, body);
    await members.catchUp([west]);
    await expect(asked).resolves.toBe(cosigned);
  });

  it.each<[string, string, () => Promise<Buffer>]>([
    [
      'of another log',
      'log-unknown',
      async () => requestOf(east, { head: { ...(await headOf(east)), origin: 'other/log' } }),
    ],
    [
      'that nobody has signed',
      'checkpoint-malformed',
      async () => requestOf(east, { note: formatCheckpoint(await headOf(east)) }),
    ],
    [
      'that a stranger has signed',
      'checkpoint-unsigned',
      async () => {
        const head = await headOf(east);
        return requestOf(east, { note: noteOf(head, [new LogSigner('east').signHead(head)]) });
      },
    ],
    [
      'that only a cosigner has signed',
      'checkpoint-unsigned',
      async () => {
        const head = await headOf(east);
        return requestOf(east, { note: noteOf(head, east.own.any.cosign(head, 1)) });
      },
    ],
    [
      'whose signature is of another head',
      'checkpoint-unsigned',
      async () => {
        const head = await headOf(east);
        return requestOf(east, { note: noteOf(head, [east.own.any.signHead({ ...head, size: 1 })]) });
      },
    ],
    [
      'with a proof from nothing',
      'checkpoint-inconsistent',
      () => requestOf(east, { proof: [Buffer.alloc(32)] }),
    ],
    [
      'inside a block',
      'checkpoint-inconsistent',
      async () => requestOf(east, { head: await headOf(east, await insideBlock()) }),
    ],
    [
      'with an extension line',
      'checkpoint-malformed',
      async () => {
        const text = `${formatCheckpoint(await headOf(east))}more\n`;
        return requestOf(east, { note: formatNote(text, [east.own.any.signHead(await headOf(east))]) });
      },
    ],
    [
      'of no leaves, for which no key counts',
      'checkpoint-unsigned',
      async () => requestOf(east, { head: { ...(await headOf(east)), size: 0 } }),
    ],
  ])('does not cosign a head %s', async (_, code, body) => {
    await expect(ask(west, await body())).resolves.toBe(code);
    expect(west.log.witness.cosigned).toBeUndefined();
  });

  it('rejects a proof that leads to another root', async () => {
    await ask(west, await requestOf(east));
    const old = west.log.witness.cosigned?.size ?? 0;
    await grow();
    for (const proof of [[], [Buffer.alloc(32)], Array.from({ length: 63 }, () => Buffer.alloc(32))]) {
      await expect(ask(west, await requestOf(east, { old, proof }))).resolves.toBe('checkpoint-inconsistent');
    }
    expect(west.log.witness.cosigned?.size).toBe(old);
  });

  it('cosigns one of two histories, however many concurrent requests there are', async () => {
    const size = east.log.tree.size;
    await grow();
    const bodies = await Promise.all([
      requestOf(east, { head: await headOf(east, size) }),
      requestOf(east),
      requestOf(east, { head: await headOf(east, size) }),
    ]);
    const answers = await Promise.all(bodies.map((body) => ask(west, body)));
    // Whichever came first; the others get its current size.
    const of = west.log.witness.cosigned?.size ?? 0;
    expect([size, east.log.tree.size]).toContain(of);
    expect(answers.filter((answer) => answer === cosigned)).toHaveLength(1);
    expect(answers.filter((answer) => answer === of)).toHaveLength(2);
  });

  it('answers any malformed body with a problem', async () => {
    const good = (await requestOf(east)).toString();
    const pieces = fc.constantFrom(
      'old ',
      '0',
      '5',
      '\n',
      '\n\n',
      'guidang/log',
      '— ',
      'A'.repeat(44),
      good,
      '\u0000',
    );
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(pieces, { maxLength: 12 }).map((all) => Buffer.from(all.join(''))),
      fc
        .tuple(fc.nat({ max: good.length - 1 }), fc.string({ maxLength: 3 }))
        .map(([at, text]) => Buffer.from(good.slice(0, at) + text + good.slice(at + 1))),
    );
    await fc.assert(
      fc.asyncProperty(body, async (bytes) => {
        const answer = await ask(west, bytes);
        // Only the unmodified head is cosigned, whatever surrounds it. With another old size the answer is the size
        // cosigned last, initially 0.
        const size = west.log.witness.cosigned?.size;
        if (size !== undefined) expect(size).toBe(east.log.tree.size);
        if (typeof answer === 'number') expect([cosigned, size ?? 0]).toContain(answer);
        else expect(answer).toMatch(/^(checkpoint-|log-unknown|leaves-missing)/);
      }),
      { numRuns: 150 },
    );
  });
});

/** A size for which all keys count, and that is not a block boundary. */
async function insideBlock(): Promise<number> {
  const from = Math.max(...(await east.log.registered.all()).map((key) => key.from));
  for (let size = from + 1; ; size += 1) if (!(await east.log.tree.isBoundary(size))) return size;
}

describe('the alarm', () => {
  const forked = async (size?: number): Promise<Checkpoint> => ({
    ...(await headOf(east, size)),
    root: createHash('sha256').update('another history').digest(),
  });

  it('is raised by another root signed as the log', async () => {
    const head = await forked();
    const body = await requestOf(east, { head });
    await expect(ask(west, body)).resolves.toBe('checkpoint-inconsistent');
    await ask(west, body);
    const contradictions = await west.log.service.contradictions();
    expect(contradictions).toHaveLength(1);
    expect(contradictions[0]).toMatchObject({ kind: 'proposed', size: head.size });
    expect(west.alarms).toMatchObject([{ kind: 'proposed', size: head.size }]);
    expect((await west.log.service.status()).contradictions).toBe(1);
    // Both notes are signed, as evidence for others.
    const all = await west.log.registered.all();
    const [theirs, ours] = ['theirs', 'ours'].map((side) =>
      readHead(contradictions[0]?.[side as 'theirs' | 'ours'] ?? '', head.origin, all),
    );
    expect(theirs?.signatures[0]?.key.organisation).toBe('east');
    expect(ours?.signatures[0]?.key.organisation).toBe('west');
    expect(ours?.checkpoint.root).toEqual((await headOf(west)).root);
    await expect(ask(west, await requestOf(east))).resolves.toBe(cosigned);
  });

  it('is raised for any old size, and for past heads too', async () => {
    await ask(west, await requestOf(east));
    const size = (await insideBlock()) + 1;
    await expect(
      ask(west, await requestOf(east, { head: await forked(size), old: 1, proof: [] })),
    ).resolves.toBe('checkpoint-inconsistent');
    expect(await west.log.service.contradictions()).toMatchObject([{ size }]);
  });

  it('is not raised by unknown keys', async () => {
    const head = await forked();
    await ask(west, await requestOf(east, { note: noteOf(head, [new LogSigner('east').signHead(head)]) }));
    expect(await west.log.service.contradictions()).toEqual([]);
  });

  it('survives a restart', async () => {
    await ask(west, await requestOf(east, { head: await forked() }));
    await west.store.close();
    await west.projection.close();
    Object.assign(west, await openMember(west.folder, 'west'));
    expect(await west.log.service.contradictions()).toHaveLength(1);
  });

  it('is raised by an anchored head that differs from our own', async () => {
    await members.proposer(east).propose(AbortSignal.timeout(20_000));
    await members.catchUp();
    const { head } = west.projection;
    if (head === undefined) throw new Error('no head');
    await checkAnchored(head, { ...west.log, own: west.own });
    expect(await west.log.service.contradictions()).toEqual([]);
    await checkAnchored({ ...head, root: 'another' }, { ...west.log, own: west.own });
    await checkAnchored({ ...head, size: head.size + 1000 }, { ...west.log, own: west.own });
    expect(await west.log.service.contradictions()).toMatchObject([
      { kind: 'anchored' },
      { kind: 'anchored' },
    ]);
  });

  it('is raised by our own last head when the ledger was replaced', async () => {
    await ask(west, await requestOf(east));
    // The same blocks with other hashes: another chain, and so another tree.
    let previousHash = '';
    const others = (await members.blocks(0)).map((block) => {
      const hash = createHash('sha256').update(block.hash).digest('hex');
      const other = { ...block, hash, previousHash };
      previousHash = hash;
      return other;
    });
    const projection = await Projection.open(join(west.folder, 'other'));
    await projection.apply(...others);
    const log = await openMemberLog({ ...west, projection });
    const head = await headOf({ ...west, log });
    await expect(log.witness.cosignOwn(head, west.own.any.signHead(head))).rejects.toMatchObject({
      code: 'checkpoint-inconsistent',
    });
    expect(await log.service.contradictions()).toMatchObject([{ kind: 'proposed', size: head.size }]);
    await projection.close();
  });
});

describe('a witness that is killed before it has answered', () => {
  const support = join(__dirname, '..', 'testing');

  /** Cosigns in a separate process, which is killed once the head is on disk. */
  function cosignAndDie(body: Buffer): NodeJS.Signals | null {
    const script = [
      '-r',
      join(__dirname, '..', '..', '..', '.config', 'typescript-hook.cjs'),
      join(support, 'witness-child.ts'),
      west.folder,
    ];
    const { signal, stdout } = spawnSync(process.execPath, script, { input: body });
    expect(stdout.toString()).toBe('');
    return signal;
  }

  it('never cosigns two roots', async () => {
    const head = await headOf(east);
    const forked = { ...head, root: createHash('sha256').update('another history').digest() };
    const [body, other] = [await requestOf(east), await requestOf(east, { head: forked })];
    await west.store.close();
    await west.projection.close();
    expect(cosignAndDie(body)).toBe('SIGKILL');
    Object.assign(west, await openMember(west.folder, 'west'));
    expect(west.log.witness.cosigned).toMatchObject({ size: head.size, root: head.root.toString('base64') });
    await expect(ask(west, other)).resolves.toBe('checkpoint-inconsistent');
    await expect(ask(west, body)).resolves.toBe(head.size);
    await expect(ask(west, await requestOf(east, { old: head.size }))).resolves.toBe(cosigned);
  });
});

describe('a head', () => {
  it('is anchored with the cosignatures of a quorum, and all gateways learn it', async () => {
    await members.proposer(east).propose(AbortSignal.timeout(20_000));
    await members.catchUp();
    const notes = Object.values(members.all).map(({ log }) => log.service.checkpoint());
    expect(new Set(notes).size).toBe(1);
    const [note = ''] = notes;
    const signed = readHead(note, 'guidang/log', await east.log.registered.current());
    const organisations = new Set(signed.signatures.map(({ key }) => key.organisation));
    expect(signed.signatures).toHaveLength(7);
    expect(organisations.size).toBe(3);
    const row = await find(west.projection, logHeads, 'newest');
    expect(row?.checkpoint).toBe(note);
  });

  it('is anchored when one of four is down or lies, but not when two are', async () => {
    const { archives, audit } = members.all;
    const signal = AbortSignal.timeout(20_000);
    const down = { organisation: 'west', addCheckpoint: () => Promise.reject(new Error('no connection')) };
    const [stolen = ''] = archives.own.any.cosign(await headOf(east), 1);
    const lying = ['', '— guidang/west AAAA\n', stolen, 'x'.repeat(10_000)].map((body) => ({
      organisation: 'west',
      addCheckpoint: () => Promise.resolve({ status: 200, body }),
    }));
    for (const peer of [down, ...lying]) {
      await members.proposer(east, [peer, peerOf(archives), peerOf(audit)]).propose(signal);
      await expect(members.proposer(east, [peer, peerOf(archives)]).propose(signal)).rejects.toThrow(
        '1 of the 2 other cosigners',
      );
      await grow();
      expect(west.projection.head?.checkpoint).not.toContain('guidang/west');
    }
    expect(west.projection.head?.block).toBeGreaterThan(0);
  });

  it('tells who did not cosign it, and why, once', async () => {
    const { archives, audit } = members.all;
    const signal = AbortSignal.timeout(20_000);
    const down = { organisation: 'west', addCheckpoint: () => Promise.reject(new Error('no connection')) };
    const told: unknown[] = [];
    const proposer = members.proposer(east, [down, peerOf(archives), peerOf(audit)], (...what) =>
      told.push(what),
    );
    await proposer.propose(signal);
    await grow();
    await proposer.propose(signal);
    expect(told).toEqual([['west', new Error('no connection')]]);
  });

  it.each([
    ['is down', () => Promise.reject(new Error('no connection')), 'no connection'],
    [
      'refuses',
      () => Promise.resolve({ status: 422, body: 'log-inconsistent' }),
      'it answered 422 "log-inconsistent"',
    ],
    ['answers nonsense', () => Promise.resolve({ status: 200, body: '' }), /./u],
    [
      'has cosigned more',
      () => Promise.resolve({ status: 409, body: 'x' }),
      'it has cosigned Infinity leaves',
    ],
  ])('that is not cosigned by enough says that west %s', async (_, addCheckpoint, reason) => {
    const peers = [{ organisation: 'west', addCheckpoint }, peerOf(members.all.audit)];
    const error = await members
      .proposer(east, peers)
      .propose(AbortSignal.timeout(20_000))
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      message: '1 of the 2 other cosigners that a head needs have signed',
      cause: { errors: [{ message: expect.stringMatching(reason) as string }] },
    });
  });

  it('proposed next by another organisation continues from there', async () => {
    const signal = AbortSignal.timeout(20_000);
    await members.proposer(east).propose(signal);
    await grow();
    await members.proposer(west).propose(signal);
    await members.catchUp();
    expect(east.projection.head?.size).toBe(west.projection.head?.size);
    expect(east.projection.head?.size).toBeGreaterThan(0);
  });
});

describe('a request to a witness', () => {
  it('round-trips', () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(
        fc.maxSafeNat(),
        fc.array(hash, { maxLength: 63 }),
        fc.string({ minLength: 1, unit: 'grapheme' }),
        (old, proof, note) => {
          const text = Buffer.from(formatWitnessRequest({ old, proof, note }));
          expect(parseWitnessRequest(text)).toEqual({ old, proof, note });
        },
      ),
    );
  });
});
