// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { newCertificateRequest } from '@guidang/gateway/identity/certificate-request';
import { writeFile } from './files';
import { packageFolder } from './folders';
import type { Folders } from './folders';
import { ask } from './http';
import { address, port } from './topology';
import type { TopologyOrganisation, Topology } from './topology';

/** An identity that may enrol at an authority; its secret is in the authority's configuration file, mode 0600. */
interface AuthorityIdentity {
  readonly id: string;
  readonly secret: string;
}

interface IdentityRow {
  readonly name: string;
  readonly pass: string;
  readonly type: string;
  readonly affiliation: '';
  readonly attrs?: Readonly<Record<string, string | boolean>>;
}

export interface Enrolled {
  readonly certificate: string;
  readonly key: string;
}

/** The REST response to an enrolment; the certificate is base64 of PEM. */
const enrolmentSchema = z.object({ result: z.object({ Cert: z.base64() }) });

const timeoutMs = 15_000;

/** An organisation's two authorities (config/certificate-authority.yaml says why two), one server. */
export class NetworkAuthority {
  readonly #organisation: TopologyOrganisation;
  readonly #topology: Topology;
  readonly #folder: string;

  constructor(organisation: TopologyOrganisation, topology: Topology, folders: Folders) {
    this.#organisation = organisation;
    this.#topology = topology;
    this.#folder = folders.organisation(organisation.name, 'authority');
  }

  /** The CA name that officers' clients must send: without it the TLS authority answers, which does not know them. */
  get name(): string {
    return this.#organisation.name;
  }

  get url(): string {
    return `https://${address(this.#organisation, 'authority')}`;
  }

  get folder(): string {
    return this.#folder;
  }

  /** Root certificate of all TLS servers and clients in the organisation. */
  get tlsRootFile(): string {
    return join(this.#folder, 'ca-cert.pem');
  }

  /** Root certificate of the organisation's identities. */
  get identityRootFile(): string {
    return join(this.#folder, 'identity', 'ca-cert.pem');
  }

  /** The registrar for officers: it may register clients and nothing else. */
  get registrar(): AuthorityIdentity {
    return this.identity('identity', 'registrar');
  }

  /** Writes both configurations with newly generated secrets, unless they exist. */
  prepare(): void {
    if (existsSync(this.#configFile('tls'))) return;
    const nodes = ['orderer', 'peer', 'chaincode', 'gateway', 'admin'];
    this.#write('identity', [
      this.#row('orderer', 'orderer'),
      this.#row('peer', 'peer'),
      this.#row('admin', 'admin'),
      this.#row('gateway', 'client'),
      this.#row('registrar', 'client', {
        'hf.Registrar.Roles': 'client',
        'hf.Registrar.Attributes': 'guidang.*',
        'hf.Revoker': true,
        'hf.GenCRL': true,
      }),
    ]);
    this.#write(
      'tls',
      nodes.map((node) => this.#row(node, 'client')),
    );
  }

  /** The identity declared in the configuration for a role of this organisation. */
  identity(authority: 'tls' | 'identity', role: string): AuthorityIdentity {
    const config = parseDocument(readFileSync(this.#configFile(authority), 'utf8')).toJS() as {
      registry: { identities: IdentityRow[] };
    };
    const id = this.#identifier(role);
    const row = config.registry.identities.find((each) => each.name === id);
    if (row === undefined) throw new Error(`${this.name}: no identity ${id}`);
    return { id, secret: row.pass };
  }

  /**
   * Enrols a declared identity with a new key.
   * @throws Error when the authority refuses or does not answer.
   */
  async enrol(authority: 'tls' | 'identity', role: string): Promise<Enrolled> {
    const { id, secret } = this.identity(authority, role);
    const hosts = [this.#organisation.host, `${id}.${this.#topology.network}`];
    const request = await newCertificateRequest(id, authority === 'tls' ? hosts : []);
    const answer = await ask(`${this.url}/api/v1/enroll`, {
      method: 'POST',
      timeoutMs,
      trustFile: this.tlsRootFile,
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
      },
      body: JSON.stringify({
        caname: authority === 'tls' ? this.#tlsName() : this.name,
        certificate_request: request.requestPem,
        ...(authority === 'tls' ? { profile: 'tls' } : {}),
      }),
    });
    if (answer.status !== 201) throw new Error(`${id} was not enrolled: ${answer.status} ${answer.body}`);
    const { result } = enrolmentSchema.parse(JSON.parse(answer.body));
    return { certificate: Buffer.from(result.Cert, 'base64').toString(), key: request.privateKeyPem };
  }

  #write(authority: 'tls' | 'identity', identities: readonly IdentityRow[]): void {
    const config = parseDocument(
      readFileSync(join(packageFolder, 'config', 'certificate-authority.yaml'), 'utf8'),
    );
    const { name, host } = this.#organisation;
    const commonName = `${authority}-authority.${name}.${this.#topology.network}`;
    config.setIn(['ca', 'name'], authority === 'tls' ? this.#tlsName() : this.name);
    config.setIn(['csr', 'cn'], commonName);
    config.setIn(['csr', 'names'], [{ O: name, OU: authority }]);
    config.setIn(['csr', 'hosts'], [host, commonName]);
    config.setIn(['registry', 'identities'], identities);
    if (authority === 'tls') {
      config.set('port', port(this.#organisation, 'authority'));
      config.set('address', host);
      config.setIn(['tls', 'enabled'], true);
      config.set('cafiles', [this.#configFile('identity')]);
    }
    writeFile(this.#configFile(authority), config.toString());
  }

  #configFile(authority: 'tls' | 'identity'): string {
    return authority === 'tls'
      ? join(this.#folder, 'fabric-ca-server-config.yaml')
      : join(this.#folder, 'identity', 'fabric-ca-server-config.yaml');
  }

  #tlsName(): string {
    return `${this.name}-tls`;
  }

  #identifier(role: string): string {
    return `${role}.${this.name}`;
  }

  #row(role: string, type: string, attrs?: IdentityRow['attrs']): IdentityRow {
    const row = {
      name: this.#identifier(role),
      pass: randomBytes(24).toString('base64url'),
      type,
      affiliation: '',
    } as const;
    return attrs === undefined ? row : { ...row, attrs };
  }
}
