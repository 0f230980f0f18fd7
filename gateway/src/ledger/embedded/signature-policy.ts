// SPDX-License-Identifier: Apache-2.0
import { common, msp } from '@hyperledger/fabric-protos';

/** Deeper policies are rejected: a policy comes from a contract, and evaluating it recurses. */
const maxRuleDepth = 16;

/** Whether a peer of `mspId` is the principal that the policy names. */
function isPrincipal(principal: msp.MSPPrincipal, mspId: string): boolean {
  if (principal.getPrincipalClassification() !== msp.MSPPrincipal.Classification.ROLE) return false;
  const role = msp.MSPRole.deserializeBinary(principal.getPrincipal_asU8());
  const kind = role.getRole();
  const isPeer = kind === msp.MSPRole.MSPRoleType.MEMBER || kind === msp.MSPRole.MSPRoleType.PEER;
  return isPeer && role.getMspIdentifier() === mspId;
}

interface Evaluation {
  readonly endorsers: readonly string[];
  readonly principals: readonly msp.MSPPrincipal[];
}

/** Returns the endorsers used up if the rule is satisfied; like Fabric, one signature counts for one leaf only. */
function satisfy(
  rule: common.SignaturePolicy | undefined,
  evaluation: Evaluation,
  used: ReadonlySet<string>,
  depth: number,
): ReadonlySet<string> | undefined {
  if (rule === undefined || depth > maxRuleDepth) return undefined;
  switch (rule.getTypeCase()) {
    case common.SignaturePolicy.TypeCase.SIGNED_BY:
      return satisfyLeaf(rule.getSignedBy(), evaluation, used);
    case common.SignaturePolicy.TypeCase.N_OUT_OF:
      return satisfyCount(rule.getNOutOf(), evaluation, used, depth);
    case common.SignaturePolicy.TypeCase.TYPE_NOT_SET:
      return undefined;
  }
}

function satisfyLeaf(
  index: number,
  { endorsers, principals }: Evaluation,
  used: ReadonlySet<string>,
): ReadonlySet<string> | undefined {
  const principal = principals[index];
  if (principal === undefined) return undefined;
  const signer = endorsers.find((mspId) => !used.has(mspId) && isPrincipal(principal, mspId));
  return signer === undefined ? undefined : new Set([...used, signer]);
}

function satisfyCount(
  outOf: common.SignaturePolicy.NOutOf | undefined,
  evaluation: Evaluation,
  used: ReadonlySet<string>,
  depth: number,
): ReadonlySet<string> | undefined {
  if (outOf === undefined) return undefined;
  let consumed = used;
  let satisfied = 0;
  for (const part of outOf.getRulesList()) {
    const after = satisfy(part, evaluation, consumed, depth + 1);
    if (after === undefined) continue;
    consumed = after;
    satisfied += 1;
  }
  return satisfied >= outOf.getN() ? consumed : undefined;
}

/**
 * Evaluates a serialised SignaturePolicyEnvelope (fabric-protos, common/policies.proto) against the MSP ids of the
 * peers that endorsed. Malformed bytes are never satisfied: the key stays unchanged.
 */
export function isPolicySatisfied(policy: Uint8Array, endorsers: readonly string[]): boolean {
  try {
    const envelope = common.SignaturePolicyEnvelope.deserializeBinary(policy);
    const evaluation = { endorsers, principals: envelope.getIdentitiesList() };
    return satisfy(envelope.getRule(), evaluation, new Set(), 0) !== undefined;
  } catch {
    return false;
  }
}
