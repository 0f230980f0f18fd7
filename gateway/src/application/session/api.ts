// SPDX-License-Identifier: Apache-2.0
import type { Role } from '@guidang/chaincode/model';
import type { Credentials, ListedSession } from '../../identity';
import type { Caller } from '../caller';

export interface CallerSource {
  /**
   * Identifies the caller by what it signs in with, as of now: called again for an answer that takes long, since sign-ins end and
   * officers are revoked meanwhile.
   * @throws {IdentityError} when it cannot be authenticated; {Refusal} `officer-revoked`.
   */
  identify(credentials: Credentials): Promise<Caller>;
}

/** Who an officer is to others of the same gateway. */
type OfficerName = Pick<Caller, 'organisation' | 'officer'>;

/** The sessions of browsers. */
export interface SessionService {
  /** An officer's sessions, the last used one first. */
  listOf(owner: OfficerName): readonly ListedSession[];
  /** Ends one of an officer's sessions. @returns whether there was one. */
  endOf(owner: OfficerName, handle: string): Promise<boolean>;
  /** Ends the session of a cookie; of none, nothing happens. */
  end(id: string): Promise<void>;
}

/** An officer of the demo, as whom one may look around. */
export interface OfficerCard extends OfficerName {
  readonly organisationName: string;
  /** Absent for a governor, who has no department. */
  readonly departmentName?: string;
  readonly roles: readonly Role[];
}

/** Signs in without proof, as one of the officers whose keys are here. */
export interface CardSignIn {
  readonly kind: 'cards';
  /** The officers who may act now. */
  cards(): Promise<readonly OfficerCard[]>;
  /**
   * @returns the identifier of a new session.
   * @throws {IdentityError} `officer-unknown`; {Refusal} `officer-revoked`.
   */
  signIn(officer: OfficerName, agent: string): Promise<string>;
}

/** Signs in at the organisation's OIDC issuer. */
export interface IssuerSignIn {
  readonly kind: 'issuer';
  /**
   * @param returnTo where the browser goes afterwards.
   * @param before the identifier of its session, which ends when the new one begins: the issuer is another site, so
   *   that the browser comes back without that cookie.
   * @returns where it goes first, and the sealed note that it brings back.
   * @throws {IdentityError} `issuer-unreachable`.
   */
  begin(
    returnTo: string,
    before: string | undefined,
  ): Promise<{ readonly location: string; readonly note: string }>;
  /**
   * @param query with which the issuer has sent the browser back.
   * @returns the identifier of a new session.
   * @throws {IdentityError} `sign-in-failed`, `issuer-unreachable`, `officer-unknown`; {Refusal} `officer-revoked`.
   */
  finish(
    query: URLSearchParams,
    note: string | undefined,
    agent: string,
  ): Promise<{ readonly id: string; readonly returnTo: string }>;
  /**
   * @returns where the browser goes to be signed out at the issuer too, and the state with which it comes back; undefined
   *   if the issuer has no such place, or does not answer.
   */
  end(): Promise<{ readonly location: string; readonly state: string } | undefined>;
}

/** How officers sign in with a browser. */
export type BrowserSignIn = CardSignIn | IssuerSignIn | { readonly kind: 'none' };
