// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import type { RequestOptions } from 'node:https';
import type FabricCAServices from 'fabric-ca-client';
import type { User } from 'fabric-common';
import { officerAttributes } from './certificate-authority';
import type { CertificateAuthority } from './certificate-authority';
import { newCertificateRequest } from './certificate-request';
import { authorityError } from './fabric-authority-error';
import type { WalletOfficer } from './officer';
import type { OfficerEntry, ServiceEntry, Wallet } from './wallet';

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
  #services: Promise<FabricCAServices> | undefined;
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

  async enrolGateway(id: string): Promise<ServiceEntry> {
    const keys = await this.#registerAndEnrol(id, {});
    return { kind: 'gateway', id, organisation: this.organisation, ...keys };
  }

  async #registerAndEnrol(id: string, attributes: Record<string, string>): Promise<KeyPairPem> {
    const registrar = await this.#openRegistrar();
    const secret = randomBytes(24).toString('base64url');
    const services = await this.#openServices();
    await services
      .register(
        {
          enrollmentID: id,
          enrollmentSecret: secret,
          role: 'client',
          affiliation: '',
          maxEnrollments: 1,
          attrs: Object.entries(attributes).map(([name, value]) => ({ name, value, ecert: true })),
        },
        registrar,
      )
      .catch(authorityError);
    return this.#enrol(id, secret);
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
  #openServices(): Promise<FabricCAServices> {
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

async function loadServices({ url, name, tlsRootPem }: FabricAuthorityOptions): Promise<FabricCAServices> {
  const { default: Services } = await import('fabric-ca-client');
  return withOwnConnections(new Services(url, { trustedRoots: [tlsRootPem], verify: true }, name));
}

/**
 * Gives each request a connection of its own. The library adds a `timeout` listener to the connection with each request
 * and never removes it: on one that is kept alive they pile up, and a timeout would end requests that others have made
 * since. It takes no agent, hence its client's own member is replaced.
 */
function withOwnConnections(services: FabricCAServices): FabricCAServices {
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

type KeyPairPem = Pick<ServiceEntry, 'certificatePem' | 'privateKeyPem'>;
