// SPDX-License-Identifier: Apache-2.0
import { common, msp } from '@hyperledger/fabric-protos';
import { ownerPolicy } from './endorsement';

const members = ['archives', 'east', 'west', 'audit'];

/** Renders a policy rule as text: the organisations' names, and `n of (...)`. */
function inWords(rule: common.SignaturePolicy | undefined, names: readonly string[]): string {
  const outOf = rule?.getNOutOf();
  if (outOf === undefined) return names[rule?.getSignedBy() ?? -1] ?? 'nobody';
  return `${outOf.getN()} of (${outOf
    .getRulesList()
    .map((part) => inWords(part, names))
    .join(', ')})`;
}

function policyInWords(owner: string, organisations: readonly string[]): string {
  const envelope = common.SignaturePolicyEnvelope.deserializeBinary(ownerPolicy(owner, organisations));
  expect(envelope.getVersion()).toBe(0);
  const names = envelope.getIdentitiesList().map((principal) => {
    expect(principal.getPrincipalClassification()).toBe(msp.MSPPrincipal.Classification.ROLE);
    const role = msp.MSPRole.deserializeBinary(principal.getPrincipal_asU8());
    expect(role.getRole()).toBe(msp.MSPRole.MSPRoleType.PEER);
    return role.getMspIdentifier();
  });
  return inWords(envelope.getRule(), names);
}

describe("an owned key's policy", () => {
  it.each([
    ['east', members, '2 of (eastMSP, 2 of (archivesMSP, auditMSP, westMSP))'],
    ['audit', members, '2 of (auditMSP, 2 of (archivesMSP, eastMSP, westMSP))'],
    ['east', [...members, 'south'], '2 of (eastMSP, 2 of (archivesMSP, auditMSP, southMSP, westMSP))'],
    ['east', ['east', 'west', 'audit'], '2 of (eastMSP, 1 of (auditMSP, westMSP))'],
  ])('of %s among %j is %s', (owner, organisations, words) => {
    expect(policyInWords(owner, organisations)).toBe(words);
  });

  it('is the same bytes for any order of the members', () => {
    const bytes = Buffer.from(ownerPolicy('west', members)).toString('hex');
    expect(Buffer.from(ownerPolicy('west', [...members].reverse())).toString('hex')).toBe(bytes);
  });
});
