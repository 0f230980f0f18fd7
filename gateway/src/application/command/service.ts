// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { demand, limits, Refusal } from '@guidang/chaincode/model';
import type { Officer, Role } from '@guidang/chaincode/model';
import { digestOf, readSignedCommand } from '@guidang/chaincode/proof';
import { allCommands } from '@guidang/chaincode/commands';
import type { Command, CommandKind, CommandResult, PrivateCommand } from '@guidang/chaincode/commands';
import { z } from 'zod';
import { optional } from '../../common/optional';
import { sha256 } from '../../common/sha256';
import { shownMessage } from '../../errors/fault';
import { OutboxError } from '../../outbox';
import type { Outcome, OutboxSubmission } from '../../outbox';
import { signCommand } from '../../identity';
import type {
  CommandService as Commands,
  SubmissionState,
  WriteOptions,
  Accepted,
  CommandOptions,
  Committed,
  KeyUse,
} from './api';
import { createdBy } from '../../projection';
import type { Projection } from '../../projection';
import type { StorageState } from '../../storage';
import { invocationOf } from './invocation';
import { demandNoPersonalNumber } from './personal-numbers';
import { readRefusal } from './read-refusal';
import { sharingOf } from './sharing';
import type { IdempotencyKeys } from './idempotency';
import { organisationOf } from '../gateway-context';
import type { GatewayContext } from '../gateway-context';
import type { Caller } from '../caller';

/** Finds the holder of a certificate's key, from the ledger's registry. */
interface SignerSource {
  officer(certificate: string): Promise<Officer | undefined>;
}

interface Admission {
  /** @throws if what the command rests on is not here. */
  admit(caller: Caller, command: { readonly type: string; readonly body: unknown }): Promise<void>;
}

interface CommandServiceOptions {
  readonly context: GatewayContext;
  readonly keys: IdempotencyKeys;
  readonly projection: Projection;
  readonly registry: SignerSource;
  /** Asked before anything is signed or claimed, for callers that do not come through the API too. */
  readonly storage?: Pick<StorageState, 'demandWritable'>;
  /** Asked about commands that the client signed; about others their routes ask. */
  readonly admission?: Admission;
}

interface PrivateRequest<Body> {
  readonly body: Body;
  /** Private data that must never reach a block; the outbox stores it encrypted and erases it after the commit. */
  readonly transient: Readonly<Record<string, Uint8Array>>;
}

type SignableRequest<Body, Result extends CommandResult> =
  | { readonly command: Command<Body, Result>; readonly body: Body }
  | (PrivateRequest<Body> & { readonly command: PrivateCommand<Body, Result> });

/** The command service: signs a caller's command with the officer's key and submits it through the outbox. */
export class SigningCommandService implements Commands {
  readonly #context: GatewayContext;
  readonly #keys: IdempotencyKeys;
  readonly #projection: Projection;
  readonly #registry: SignerSource;
  readonly #storage: Pick<StorageState, 'demandWritable'> | undefined;
  readonly #admission: Admission | undefined;

  constructor({ context, keys, projection, registry, storage, admission }: CommandServiceOptions) {
    this.#context = context;
    this.#keys = keys;
    this.#projection = projection;
    this.#registry = registry;
    this.#storage = storage;
    this.#admission = admission;
  }

  /**
   * Signs and submits a command, and waits for its block.
   * @throws {Refusal} from the contract; {OutboxError} when the ledger could not commit it; {IdentityError}
   * `officer-unknown`.
   */
  async run<Body, Result extends CommandResult>(
    caller: Caller,
    command: Command<Body, Result>,
    body: NoInfer<Body>,
    options: CommandOptions = {},
  ): Promise<Committed<Result> | Accepted> {
    return this.#runWith(caller, { command, body }, options);
  }

  /** As {@link run}, for a command whose data goes only to the private data collection. */
  async runPrivate<Body, Result extends CommandResult>(
    caller: Caller,
    command: PrivateCommand<Body, Result>,
    { body, transient }: PrivateRequest<NoInfer<Body>>,
    options: CommandOptions = {},
  ): Promise<Committed<Result> | Accepted> {
    return this.#runWith(caller, { command, body, transient }, options);
  }

  /**
   * Submits a command that the officer signed with their own key. The contract verifies the signature; this gateway
   * only forwards it.
   * @throws as {@link run}; {Refusal} `command-malformed` when it is not a signed command,
   * `limit-exceeded` when it is longer than one of its type may be.
   */
  async relay(caller: Caller, jws: string, options: WriteOptions = {}): Promise<Committed | Accepted> {
    this.#storage?.demandWritable();
    const signed = readSignedCommand(jws);
    const { id, type, role, body, purpose, basis } = signed.envelope;
    demandNoPersonalNumber({ body, purpose, basis });
    const command = allCommands.get(type);
    if (command === undefined) throw new Refusal('command-malformed', 'no such command', { field: 'type' });
    const { bytesMax = limits.commandBytesMax } = command;
    // The contract refuses it too, but only after it has been stored and endorsed.
    demand(jws.length <= bytesMax, 'limit-exceeded', `a signed ${type} has ${bytesMax} bytes at most`, {
      field: 'body',
    });
    const signer = await this.#registry.officer(signed.certificate);
    // Otherwise a caller could submit a signed command that was lent to, or stolen for, another sign-in.
    demand(
      signer === undefined || (signer.organisation === caller.organisation && signer.id === caller.officer),
      'officer-unknown',
      'the command is signed by another officer than the caller',
    );
    demandSignedInRole(caller, role);
    await this.#admission?.admit(caller, { type, body });
    const own = `${signed.certificate.slice(0, 32)}.${id}.${signed.digest.value.slice(0, 32)}`;
    const submission = {
      id: submissionId(caller, own),
      invocation: invocationOf(command, jws),
      kept: true,
      sharing: await sharingOf(caller, { type, body }, this.#projection),
    };
    return this.#submitNamed(caller, submission, options);
  }

  /** @throws {Refusal} `command-conflict`. */
  async demandSameUse(caller: Caller, { idempotencyKey, content }: KeyUse): Promise<void> {
    if (idempotencyKey === undefined) return;
    // Apart from the keys of commands: one request may also give one under its key.
    const id = `${sha256(idempotencyKey).toString('base64url')}/use`;
    if (await this.#keys.claim(submissionId(caller, id), content)) return;
    throw keyConflict();
  }

  async submission(caller: Caller, submission: string): Promise<SubmissionState | undefined> {
    if (!submission.startsWith(submissionId(caller, ''))) return undefined;
    const outcome = await organisationOf(this.#context, caller.organisation).outbox.find(submission);
    return outcome === undefined ? undefined : stateOf(outcome);
  }

  async #runWith<Body, Result extends CommandResult>(
    caller: Caller,
    request: SignableRequest<Body, Result>,
    options: CommandOptions,
  ): Promise<Committed<Result> | Accepted> {
    this.#storage?.demandWritable();
    const { command, body } = request;
    const role = options.role ?? defaultRole(command, caller.roles);
    demandSignedInRole(caller, role);
    demandNoPersonalNumber({ body, purpose: options.purpose, basis: options.basis });
    const id = await this.#commandId(caller, request, options);
    await options.nextSlice?.();
    const invocation = invocationOf(command, await this.#sign(caller, request, { ...options, role, id }));
    await options.nextSlice?.();
    const submission = {
      id: submissionId(caller, id),
      // A freshly generated identifier has no outcome to keep, and nobody knows it to ask again.
      kept: options.idempotencyKey !== undefined,
      ...('transient' in request
        ? { invocation: { ...invocation, transient: request.transient } }
        : {
            invocation,
            sharing: await sharingOf(caller, { type: command.type, body }, this.#projection),
          }),
    };
    const outcome = await (submission.kept
      ? this.#submitNamed(caller, submission, options)
      : this.#submit(caller, submission, options));
    // The only cast from the ledger's JSON to a command's result. It is safe since the contract that answered is built
    // from the definition that this type comes from.
    return outcome as Committed<Result> | Accepted;
  }

  async #sign(
    caller: Caller,
    { command, body }: { readonly command: CommandKind<unknown>; readonly body: unknown },
    { id, role, purpose, basis }: CommandOptions & { readonly id: string; readonly role: Role },
  ): Promise<string> {
    const { officers, ledgerName } = this.#context;
    const officer = await officers.actingOfficer(caller);
    return signCommand(officer.identity, {
      ...ledgerName,
      id,
      type: command.type,
      role,
      issuedAt: new Date().toISOString(),
      ...optional({ purpose, basis }),
      body,
    });
  }

  /** Submits under an identifier chosen by the caller; if it was committed before, the answer says so. */
  async #submitNamed(
    caller: Caller,
    submission: OutboxSubmission,
    options: WriteOptions,
  ): Promise<Committed | Accepted> {
    const { outbox } = organisationOf(this.#context, caller.organisation);
    const isRepeat = (await outbox.find(submission.id))?.kind === 'committed';
    const answer = await this.#submit(caller, submission, options);
    return isRepeat && !('submission' in answer) ? { ...answer, repeated: true } : answer;
  }

  async #submit(
    caller: Caller,
    submission: OutboxSubmission,
    { respondAsync = false }: WriteOptions,
  ): Promise<Committed | Accepted> {
    const { outbox } = organisationOf(this.#context, caller.organisation);
    const outcome = await (respondAsync ? outbox.accept(submission) : outbox.submit(submission));
    return interpret(outcome, submission.id);
  }

  /**
   * Maps an Idempotency-Key to a command identifier. The same key with the same content is the same command; with other
   * content it is a conflict.
   */
  async #commandId(
    caller: Caller,
    { command, body }: { readonly command: CommandKind<unknown>; readonly body: unknown },
    { idempotencyKey, role, purpose, basis }: CommandOptions,
  ): Promise<string> {
    if (idempotencyKey === undefined) return newCommandId();
    const id = sha256(idempotencyKey).toString('base64url');
    const content = digestOf({ type: command.type, role, body, purpose, basis });
    await this.#demandLiving(caller, id);
    if (!(await this.#keys.claim(submissionId(caller, id), content.value))) throw keyConflict();
    return id;
  }

  /**
   * A key whose life is over, or that another gateway knows, would create a record under the identifier of an earlier
   * command, which every list takes for a repeat. Other commands have a receipt on the ledger, which answers.
   */
  async #demandLiving({ organisation, officer }: Caller, id: string): Promise<void> {
    if (await this.#keys.has(`${organisation}~${officer}~${id}`)) return;
    const record = await createdBy(this.#projection, { organisation, officer, id });
    if (record === undefined) return;
    const message = `the Idempotency-Key is over: it created the record ${record}, and a new write needs a new key`;
    throw new Refusal('command-conflict', message, { field: 'Idempotency-Key', detail: { record } });
  }
}

/** The caller's first role that the command allows; if none, the caller's first role, for the contract to refuse. */
function defaultRole({ roles: allowed }: CommandKind<unknown>, roles: readonly Role[]): Role {
  const role = roles.find((candidate) => allowed.includes(candidate)) ?? roles[0];
  if (role === undefined) throw new Refusal('role-missing', 'the caller has no role');
  return role;
}

/** Refuses roles beyond the sign-in: the certificate may hold more roles than the token grants. */
function demandSignedInRole({ roles }: Caller, role: Role): void {
  demand(roles.includes(role), 'role-missing', `the sign-in does not give the role ${role}`, {
    field: 'role',
  });
}

function keyConflict(): Refusal {
  const message = 'the Idempotency-Key was used for another request';
  return new Refusal('command-conflict', message, { field: 'Idempotency-Key' });
}

function newCommandId(): string {
  return randomBytes(16).toString('base64url');
}

function submissionId({ organisation, officer }: Caller, command: string): string {
  return `${organisation}~${officer}~${command}`;
}

/** @throws {Refusal} and {OutboxError}, depending on the outcome. */
function interpret(outcome: Outcome, submission: string): Committed | Accepted {
  switch (outcome.kind) {
    case 'pending':
      return { submission };
    case 'refused': {
      const { code, message, ...more } = readRefusal(outcome.refusal);
      throw new Refusal(code, message, more);
    }
    case 'failed':
      throw new OutboxError(outcome.code, outcome.message);
    case 'committed':
      return committedOf(outcome);
  }
}

function stateOf(outcome: Outcome): SubmissionState {
  switch (outcome.kind) {
    case 'pending':
      return { status: 'pending' };
    case 'committed':
      return { status: 'committed', outcome: committedOf(outcome) };
    case 'failed':
      return { status: 'failed', code: outcome.code, detail: shownMessage(outcome.code, outcome.message) };
    case 'refused': {
      const { code, message, field } = readRefusal(outcome.refusal);
      return { status: 'failed', code, detail: message, field };
    }
  }
}

const resultSchema = z.record(z.string(), z.json());

/** The contract's answer: the outcome of a command or, for people, who write nothing public, a bare result. */
const answerSchema = z.object({
  transaction: z.string().optional(),
  repeated: z.boolean().default(false),
  result: resultSchema.optional(),
});

function committedOf(outcome: Extract<Outcome, { kind: 'committed' }>): Committed {
  const answer = answerSchema.parse(outcome.result);
  const {
    transaction = outcome.transactionId,
    repeated,
    result = resultSchema.parse(outcome.result),
  } = answer;
  return { transaction, block: outcome.block, repeated, result };
}
