// SPDX-License-Identifier: Apache-2.0
import { promisify } from 'node:util';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { common, orderer } from '@hyperledger/fabric-protos';
import { Client } from 'fabric-common';
import type { Committer } from 'fabric-common';
import { broadcast } from './broadcast';

type Answer = common.StatusMap[keyof common.StatusMap] | 'silence';
const { SUCCESS, BAD_REQUEST, FORBIDDEN, SERVICE_UNAVAILABLE } = common.Status;

/** Orderers over gRPC, of which each gives one answer to whatever it gets. */
class Orderers {
  readonly received: Uint8Array[] = [];
  readonly #client = new Client('broadcast-test');
  readonly #servers: Server[] = [];
  readonly #committers: Committer[] = [];

  async start(answer: Answer): Promise<Committer> {
    const server = new Server();
    server.addService(
      {
        broadcast: {
          path: '/orderer.AtomicBroadcast/Broadcast',
          requestStream: true,
          responseStream: true,
          requestSerialize: () => Buffer.alloc(0),
          requestDeserialize: (bytes: Buffer) => bytes,
          responseSerialize: (message: Uint8Array) => Buffer.from(message),
          responseDeserialize: (bytes: Buffer) => bytes,
        },
      },
      {
        broadcast: (call: ServerDuplexStream<Buffer, Uint8Array>) => {
          call.on('data', (bytes: Buffer) => {
            this.received.push(bytes);
            if (answer === 'silence') return;
            const response = new orderer.BroadcastResponse();
            response.setStatus(answer);
            call.write(response.serializeBinary());
            call.end();
          });
        },
      },
    );
    const bind = promisify(server.bindAsync.bind(server));
    const port = await bind('localhost:0', ServerCredentials.createInsecure());
    this.#servers.push(server);
    return this.committer(port);
  }

  /** The library's client of an orderer at a port. */
  committer(port: number): Committer {
    const committer = this.#client.newCommitter(`orderer${port}`, 'eastMSP');
    committer.setEndpoint(this.#client.newEndpoint({ url: `grpc://localhost:${port}` }));
    this.#committers.push(committer);
    return committer;
  }

  stop(): void {
    for (const committer of this.#committers) committer.disconnect();
    for (const server of this.#servers) server.forceShutdown();
  }
}

const transactionId = 'a'.repeat(64);

function envelopeBytes(): Uint8Array {
  const channelHeader = new common.ChannelHeader();
  channelHeader.setTxId(transactionId);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  envelope.setSignature(Buffer.from('signature'));
  return envelope.serializeBinary();
}

const bytes = envelopeBytes();
let orderers: Orderers;
beforeEach(() => {
  orderers = new Orderers();
});
afterEach(() => {
  orderers.stop();
});

async function outcome(answers: readonly Answer[], timeoutMs = 20_000): Promise<unknown> {
  const committers: Committer[] = [];
  for (const answer of answers) committers.push(await orderers.start(answer));
  return broadcast(bytes, committers, timeoutMs).then(
    () => 'taken',
    (error: unknown) => error,
  );
}

describe('a transaction that is given to Raft orderers', () => {
  it('reaches one of them with its payload and its signature, as they were signed', async () => {
    await expect(outcome([SUCCESS])).resolves.toBe('taken');
    expect(orderers.received).toEqual([Buffer.from(bytes)]);
  });

  it('goes to the next while one is not there, or will not have it', async () => {
    const [gone, taking] = [orderers.committer(1), await orderers.start(SUCCESS)];
    const refusing = await orderers.start(SERVICE_UNAVAILABLE);
    await broadcast(bytes, [gone, refusing, taking], 20_000);
    expect(orderers.received).toContainEqual(Buffer.from(bytes));
  });

  it('may be sent again if no orderer has it', async () => {
    expect(await outcome([SERVICE_UNAVAILABLE, BAD_REQUEST])).toMatchObject({
      code: 'ledger-unreachable',
      retry: 'same',
      transactionId,
    });
  });

  it('is not sent again if every orderer refuses its bytes', async () => {
    expect(await outcome([BAD_REQUEST, FORBIDDEN])).toMatchObject({
      code: 'ledger-unreachable',
      retry: 'none',
    });
    expect(orderers.received).toHaveLength(2);
  });

  it('may have been ordered when one that got it says nothing', async () => {
    expect(await outcome(['silence', BAD_REQUEST], 300)).toMatchObject({
      code: 'outcome-unknown',
      retry: 'unknown',
      transactionId,
    });
  });

  it('is unsent where there is no orderer', async () => {
    expect(await outcome([])).toMatchObject({ code: 'ledger-unreachable', retry: 'same' });
  });
});
