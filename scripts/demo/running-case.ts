// SPDX-License-Identifier: Apache-2.0
import type { Case, CaseDue, CaseState, Deadline, Material, Role } from '@guidang/chaincode/model';
import { optional } from '@guidang/gateway/common/optional';
import type { DemoActor, Written } from './actor';

/** What every command on a case answers; a completed case also lists what it created. */
export interface CaseAnswer extends Written {
  readonly id: string;
  readonly version: number;
  readonly state: CaseState;
  readonly record?: string;
  readonly issued?: readonly string[];
  readonly changed?: readonly string[];
}

/** A case with the last day of the limit that it is under. */
type SeenCase = Case & { readonly due?: CaseDue };

/** A case as its officers follow it: by its identifier and the version last seen. */
export class RunningCase {
  readonly id: string;
  #version: number;

  private constructor({ id, version }: Pick<Case, 'id' | 'version'>) {
    this.id = id;
    this.#version = version;
  }

  /** A case that is there already. */
  static async follow(reader: DemoActor, id: string): Promise<RunningCase> {
    return new RunningCase(await reader.get<Case>(`/api/v1/cases/${id}`));
  }

  static async open(clerk: DemoActor, body: object): Promise<RunningCase> {
    return new RunningCase(await clerk.post<CaseAnswer>('/api/v1/cases', body));
  }

  transition(by: DemoActor, transition: string, reason?: string): Promise<CaseAnswer> {
    return this.#act(by, 'transitions', { transition, ...optional({ reason }) });
  }

  addMaterials(by: DemoActor, ...materials: Material[]): Promise<CaseAnswer> {
    return this.#act(by, 'materials', { materials });
  }

  /** @param role in which the officer acts; by default the first suitable one. */
  approve(by: DemoActor, step: string, role?: Role): Promise<CaseAnswer> {
    return this.#act(by, 'decisions', { step, result: 'approve', noInterest: true }, role);
  }

  /** @param role as for {@link approve}. */
  refuse(
    by: DemoActor,
    refusal: { readonly step: string; readonly reason: string },
    role: Role,
  ): Promise<CaseAnswer> {
    return this.#act(by, 'decisions', { ...refusal, result: 'refuse', noInterest: true }, role);
  }

  /** A clock reports that a time limit has passed. */
  reportDeadline(by: DemoActor, deadline: Deadline): Promise<CaseAnswer> {
    return this.#act(by, 'deadlines', { deadline });
  }

  deliver(by: DemoActor, proof: object): Promise<CaseAnswer> {
    return this.#act(by, 'delivery', { proof });
  }

  seenBy(reader: DemoActor): Promise<SeenCase> {
    return reader.get<SeenCase>(`/api/v1/cases/${this.id}`);
  }

  async #act(by: DemoActor, act: string, body: object, role?: Role): Promise<CaseAnswer> {
    const answer = await by.post<CaseAnswer>(
      `/api/v1/cases/${this.id}/${act}`,
      { version: this.#version, ...body },
      role === undefined ? {} : { 'guidang-role': role },
    );
    this.#version = answer.version;
    return answer;
  }
}
