// SPDX-License-Identifier: Apache-2.0
import { NotSigned } from '../shell/not-signed';
import type { CaseView, Matter } from '../shell/api';
import { sendingOf } from '../shell/sending';
import type { Sending } from '../shell/sending';
import { carry, payloadOf, signed, utf8 } from '../signing/command';
import { commandLines } from '../signing/command-lines';
import type { CommandLine } from '../signing/command-lines';
import { hexDigest } from '../shell/hex-digest';
import type { OwnKey } from '../signing/own-key';
import { keyWords } from '../words/key-words';
import type { Act } from './acts';

type SignedAct = Extract<Act, { readonly kind: 'decide' | 'transition' | 'answer' }>;

/** What is signed with a key of this browser, and its words, which are made of it. */
export interface ToSign {
  readonly payload: string;
  readonly lines: readonly CommandLine[];
  readonly under: Sending;
  readonly key: OwnKey;
  readonly opinion: Opinion | undefined;
}

interface Opinion {
  readonly text: string;
  readonly digest: string;
}

interface Given {
  readonly act: SignedAct;
  readonly key: OwnKey;
  readonly subject: CaseView;
  readonly matter: Matter;
  readonly earlier: Sending & { readonly opinion: string };
  /** The body of the request, with the digest of the opinion. */
  readonly bodyWith: (
    opinion: { readonly algorithm: 'sha256'; readonly value: string } | undefined,
  ) => object;
}

const types = { decide: 'case.decide', transition: 'case.transition', answer: 'case.answer' } as const;

/** Files that are given are digested elsewhere, and the gateway signs for them. */
export function isSignedHere(act: Act): act is SignedAct {
  return act.kind in types;
}

/** @throws {NotSigned} for what cannot be put in words. */
export async function prepare({ act, key, subject, matter, earlier, bodyWith }: Given): Promise<ToSign> {
  const text = earlier.opinion;
  const opinion = text.trim() === '' ? undefined : { text, digest: await hexDigest(utf8(text)) };
  const digest =
    opinion === undefined ? undefined : ({ algorithm: 'sha256', value: opinion.digest } as const);
  const body = { id: subject.id, ...bodyWith(digest) };
  const under = sendingOf(body, earlier);
  const asked = { id: under.key, type: types[act.kind], role: act.role, body };
  const payload = payloadOf(asked, key, new Date());
  const steps = new Map(matter.steps.map(({ code, name }) => [code, name]));
  return {
    payload,
    lines: commandLines(payload, { matter: matter.name, steps, opinion, questions: matter.questions }),
    under,
    key,
    opinion,
  };
}

/**
 * Signs what was shown, and has it carried.
 * @param store stores an opinion at the gateway, and says its digest.
 * @throws {NotSigned} if the gateway has stored another text than the one that is signed.
 */
export async function signHere(
  { payload, key, opinion }: ToSign,
  store: (text: string) => Promise<{ readonly value: string }>,
): Promise<{ readonly block: number }> {
  if (opinion !== undefined && (await store(opinion.text)).value !== opinion.digest) {
    throw new NotSigned(keyWords.otherOpinion);
  }
  return carry(await signed(payload, key));
}
