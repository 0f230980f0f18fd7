// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../membership/roles';
import type { Digest } from '../ledger/digest';
import type { Content } from '../record/model';
import type { Answer, Case, Material } from './model';
import type { RequestName } from './states';

/** Who acts on a case, in which role, and when. */
interface Act {
  readonly by: {
    readonly officer: string;
    readonly organisation: string;
    readonly department: string;
    readonly role: Role;
  };
  /** RFC 3339, in UTC. */
  readonly at: string;
}

/** Opens a case (收件). */
export interface OpenAct
  extends Act, Pick<Case, 'applicant' | 'representative' | 'object' | 'matterCode' | 'namedBy'> {
  readonly kind: 'open';
  readonly number: string;
  readonly materials: readonly Material[];
  /** The applicant's. */
  readonly answers?: readonly Answer[] | undefined;
}

export interface AddMaterialsAct extends Act {
  readonly kind: 'add-materials';
  readonly materials: readonly Material[];
}

/** Answers questions of the matter, or corrects what was answered. */
export interface AnswerAct extends Act {
  readonly kind: 'answer';
  readonly answers: readonly Answer[];
}

export interface TransitionAct extends Act {
  readonly kind: 'transition';
  readonly transition: RequestName;
  readonly reason?: string | undefined;
}

/** What an officer signs at a step. */
export interface DecideAct extends Act {
  readonly kind: 'decide';
  readonly step: string;
  readonly result: 'approve' | 'refuse';
  readonly opinion?: Digest | undefined;
  readonly reason?: string | undefined;
}

export interface DeadlinePassedAct extends Act {
  readonly kind: 'deadline-passed';
  readonly deadline: 'acceptance' | 'decision';
}

/** Proves delivery (送达回证). */
export interface DeliverAct extends Act {
  readonly kind: 'deliver';
  readonly proof: Content;
}

/** The acts that change a case which has not ended. */
export type ChangeAct = AddMaterialsAct | AnswerAct | TransitionAct | DecideAct | DeadlinePassedAct;

/** The acts of officers and of the clock service on a case. */
export type CaseAct = OpenAct | ChangeAct | DeliverAct;
