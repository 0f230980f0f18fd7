// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { ExtendedKeyUsageExtension, SubjectAlternativeNameExtension } from '@peculiar/x509';
import { TestAuthority } from '../../../chaincode/src/testing/test-authority';

const hourMs = 3_600_000;
const serverAndClient = ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'];

export interface Credentials {
  readonly certificate: string;
  readonly key: string;
}

/** A certificate authority for TLS in one test: its certificates are valid for an hour of the real clock. */
export class Authority {
  readonly #authority: TestAuthority;

  static async create(organisation: string): Promise<Authority> {
    return new Authority(await TestAuthority.create(organisation, { ...validity(0), below: 1 }));
  }

  /** An authority whose certificate this one has issued. */
  async createBelow(organisation: string): Promise<Authority> {
    return new Authority(await this.#authority.createBelow(organisation, validity(0)));
  }

  private constructor(authority: TestAuthority) {
    this.#authority = authority;
  }

  get certificate(): string {
    return this.#authority.certificate;
  }

  /** A server and client certificate for that subject and host name, issued `ageHours` ago for one hour. */
  issue(subject: string, hostName: string, ageHours = 0): Promise<Credentials> {
    return this.#authority.certify(subject, {
      ...validity(ageHours),
      extensions: [
        new ExtendedKeyUsageExtension(serverAndClient),
        new SubjectAlternativeNameExtension([{ type: 'dns', value: hostName }]),
      ],
    });
  }
}

function validity(ageHours: number): { notBefore: Date; notAfter: Date } {
  const notBefore = new Date(Date.now() - ageHours * hourMs - 60_000);
  return { notBefore, notAfter: new Date(notBefore.getTime() + hourMs) };
}
