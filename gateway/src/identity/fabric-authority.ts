// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import type { RequestOptions } from 'node:https';
import type FabricCAServices from 'fabric-ca-client';
import type { User } from 'fabric-common';
import { z } from 'zod';
import { officerAttributes } from './certificate-authority';
import type { CertificateAuthority } from './certificate-authority';
import { newCertificateRequest } from './certificate-request';
import { authorityError } from './fabric-authority-error';
import { IdentityError } from './identity-error';
import type { WalletOfficer } from './officer';
import type { OfficerRequest } from './officer-request';
import type { OfficerEntry, ServiceEntry, Wallet } from './wallet';

/** Without a byte from the server; the library's three seconds are too short for many enrolments at once. */
const timeoutMs = 15_000;

const issuedSchema = z.object({ result: z.object({ certs: z.array(z.unknown()) }) });
const reenrolledSchema = z.object({ result: z.object({ Cert: z.base64() }) });
const registeredSchema = z.object({
  result: z.object({ type: z.string(), attrs: z.array(z.object({ name: z.string() })) }),
});

/** Of officers and of gateways. */
const identityType = 'client';
/** Attributes that the server gives every identity. */
const serversOwn = ['hf.EnrollmentID', 'hf.Type', 'hf.Affiliation'];

export interface FabricAuthorityOptions {
  readonly organisation: string;
  readonly mspId: string;
  readonly url: string;
  /** The authority's name at its server, which may run several. */
  readonly name: string;
  /** Root certificate, in PEM, that the server's TLS certificate chains to. */
  readonly tlsRootPem: string;
  /** The registrar, who may register officers; the secret is used once, at the first start. */
  readonly registrar: { readonly id: string; readonly secret: string };
  readonly wallet: Wallet;
}

/** An organisation's Fabric CA server, accessed through fabric-ca-client. */
export class FabricAuthority implements CertificateAuthority {
  readonly organisation: string;
  readonly #options: FabricAuthorityOptions;
  #services: Promise<Services> | undefined;
  #registrar: Promise<User> | undefined;

  constructor(options: FabricAuthorityOptions) {
    this.organisation = options.organisation;
    this.#options = options;
  }

  async rootCertificate(): Promise<string> {
    const registrar = await this.#openRegistrar();
    const services = await this.#openServices();
    const { caChain } = await services.getCaInfo(registrar).catch(authorityError);
    return caChain;
  }

  async enrolOfficer(officer: Omit<WalletOfficer, 'organisation'>): Promise<OfficerEntry> {
    const keys = await this.#registerAndEnrol(officer.id, officerAttributes(officer));
    const { id, department, roles } = officer;
    return { kind: 'officer', id, organisation: this.organisation, department, roles: [...roles], ...keys };
  }

  /**
   * Enrols the officer again, proved by the key that is here: the authority takes name and attributes from what it has
   * registered, and counts no enrolment. The library's own method would make a key.
   */
  async certifyOfficer(officer: OfficerEntry, { pem }: OfficerRequest): Promise<string> {
    const { default: library } = await import('fabric-common');
    const { mspId } = this.#options;
    const holder = library.User.createUser(
      officer.id,
      '',
      mspId,
      officer.certificatePem,
      officer.privateKeyPem,
    );
    const services = await this.#openServices();
    const answer = await services._fabricCAClient
      .reenroll(pem, holder.getSigningIdentity())
      .catch(authorityError);
    return Buffer.from(reenrolledSchema.parse(answer).result.Cert, 'base64').toString();
  }

  async enrolGateway(id: string): Promise<ServiceEntry> {
    const keys = await this.#registerAndEnrol(id, {});
    return { kind: 'gateway', id, organisation: this.organisation, ...keys };
  }

  async #registerAndEnrol(id: string, attributes: Record<string, string>): Promise<KeyPairPem> {
    const secret = randomBytes(24).toString('base64url');
    const identity: Registration = {
      enrollmentID: id,
      enrollmentSecret: secret,
      affiliation: '',
      maxEnrollments: 1,
      attrs: Object.entries(attributes).map(([name, value]) => ({ name, value, ecert: true })),
    };
    const registrar = await this.#openRegistrar();
    const services = await this.#openServices();
    try {
      await services.register({ ...identity, role: identityType }, registrar).catch(authorityError);
    } catch (error) {
      if (!(await this.#isLeftOver(id, attributes, error))) throw error;
      await services.newIdentityService().update(id, identity, registrar).catch(authorityError);
    }
    return this.#enrol(id, secret);
  }

  /**
   * Whether an identifier is taken by what an enrolment of the same kind has left that broke off: its answer got lost, or
   * the gateway ended. No certificate was ever issued for it, and without a new secret nobody could use it, for ever.
   * What was registered for anything else, with other attributes, is left alone: a change takes none away.
   */
  async #isLeftOver(id: string, attributes: Record<string, string>, error: unknown): Promise<boolean> {
    if (!(error instanceof IdentityError) || error.code !== 'officer-exists') return false;
    const services = await this.#openServices();
    const registrar = await this.#openRegistrar();
    const registered = await services.newIdentityService().getOne(id, registrar).catch(authorityError);
    const { type, attrs } = registeredSchema.parse(registered).result;
    const given = attrs.map(({ name }) => name).filter((name) => !serversOwn.includes(name));
    const isSameKind = given.sort().join() === Object.keys(attributes).sort().join();
    if (type !== identityType || !isSameKind) return false;
    const asked = { id, ca: this.#options.name };
    const issued = await services
      .newCertificateService()
      .getCertificates(asked, registrar)
      .catch(authorityError);
    return issuedSchema.parse(issued).result.certs.length === 0;
  }

  async #enrol(id: string, secret: string): Promise<KeyPairPem> {
    const { requestPem, privateKeyPem } = await newCertificateRequest(id);
    const services = await this.#openServices();
    const { certificate } = await services
      .enroll({ enrollmentID: id, enrollmentSecret: secret, csr: requestPem })
      .catch(authorityError);
    return { certificatePem: certificate, privateKeyPem };
  }

  /** The library is loaded when it is first needed: the embedded default never does, nor most commands. */
  #openServices(): Promise<Services> {
    return (this.#services ??= loadServices(this.#options));
  }

  /** Concurrent callers share one enrolment; a failed one is retried at the next call. */
  #openRegistrar(): Promise<User> {
    this.#registrar ??= this.#loadRegistrar().catch((error: unknown) => {
      this.#registrar = undefined;
      throw error;
    });
    return this.#registrar;
  }

  async #loadRegistrar(): Promise<User> {
    const { wallet, registrar, mspId } = this.#options;
    let entry = await wallet.findService(this.organisation, 'registrar', registrar.id);
    if (entry === undefined) {
      const keys = await this.#enrol(registrar.id, registrar.secret);
      entry = { kind: 'registrar', id: registrar.id, organisation: this.organisation, ...keys };
      await wallet.put(entry);
    }
    const { default: library } = await import('fabric-common');
    return library.User.createUser(entry.id, '', mspId, entry.certificatePem, entry.privateKeyPem);
  }
}

async function loadServices({ url, name, tlsRootPem }: FabricAuthorityOptions): Promise<Services> {
  const { default: Library } = await import('fabric-ca-client');
  const { default: common } = await import('fabric-common');
  (common.Utils as unknown as Settings).setConfigSetting('connection-timeout', timeoutMs);
  return withOwnConnections(new Library(url, { trustedRoots: [tlsRootPem], verify: true }, name) as Services);
}

/**
 * Gives each request a connection of its own. The library adds a `timeout` listener to the connection with each request
 * and never removes it: on one that is kept alive they pile up, and a timeout would end requests that others have made
 * since. It takes no agent, hence its client's own member is replaced.
 */
function withOwnConnections(services: Services): Services {
  const client: unknown = Reflect.get(services, '_fabricCAClient');
  if (typeof client !== 'object' || client === null || !('_httpClient' in client)) {
    throw new TypeError('fabric-ca-client has no client whose connections can be replaced');
  }
  const request = client._httpClient === https ? https.request : http.request;
  client._httpClient = {
    request: (options: RequestOptions, answered: (response: IncomingMessage) => void) =>
      request({ ...options, agent: false }, answered),
  };
  return services;
}

/** With what its types leave out. */
type Services = FabricCAServices & {
  readonly _fabricCAClient: {
    reenroll(request: string, holder: ReturnType<User['getSigningIdentity']>): Promise<unknown>;
  };
  newCertificateService(): {
    getCertificates(asked: { readonly id: string; readonly ca: string }, registrar: User): Promise<unknown>;
  };
};

interface Settings {
  setConfigSetting(name: string, value: unknown): void;
}

type Registration = Parameters<FabricCAServices['register']>[0] & { readonly enrollmentSecret: string };
type KeyPairPem = Pick<ServiceEntry, 'certificatePem' | 'privateKeyPem'>;
