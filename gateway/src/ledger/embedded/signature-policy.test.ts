// SPDX-License-Identifier: Apache-2.0
import { common, msp } from '@hyperledger/fabric-protos';
import { isPolicySatisfied } from './signature-policy';

type Role = keyof typeof msp.MSPRole.MSPRoleType;
type Rule = number | { readonly atLeast: number; readonly of: readonly Rule[] };

function ruleOf(rule: Rule): common.SignaturePolicy {
  const policy = new common.SignaturePolicy();
  if (typeof rule === 'number') {
    policy.setSignedBy(rule);
    return policy;
  }
  const outOf = new common.SignaturePolicy.NOutOf();
  outOf.setN(rule.atLeast);
  outOf.setRulesList(rule.of.map(ruleOf));
  policy.setNOutOf(outOf);
  return policy;
}

function principalOf([mspId, kind]: readonly [string, Role]): msp.MSPPrincipal {
  const role = new msp.MSPRole();
  role.setMspIdentifier(mspId);
  role.setRole(msp.MSPRole.MSPRoleType[kind]);
  const principal = new msp.MSPPrincipal();
  principal.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
  principal.setPrincipal(role.serializeBinary());
  return principal;
}

function policyOf(principals: readonly (readonly [string, Role])[], rule: Rule): Uint8Array {
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setIdentitiesList(principals.map(principalOf));
  envelope.setRule(ruleOf(rule));
  return envelope.serializeBinary();
}

const four = (['a', 'b', 'c', 'd'] as const).map((mspId) => [mspId, 'PEER'] as const);
const ownerAndTwo: Rule = { atLeast: 2, of: [0, { atLeast: 2, of: [1, 2, 3] }] };
function nested(depth: number): Rule {
  return depth === 0 ? 0 : { atLeast: 1, of: [nested(depth - 1)] };
}

describe('signature policies', () => {
  it.each([
    [['a'], false],
    [['a', 'b'], false],
    [['b', 'c', 'd'], false],
    [['a', 'b', 'c'], true],
    [['d', 'c', 'a'], true],
    [['a', 'b', 'c', 'd'], true],
    [['a', 'a', 'a'], false],
    [[], false],
  ])('owner and two others: %j gives %s', (endorsers, expected) => {
    expect(isPolicySatisfied(policyOf(four, ownerAndTwo), endorsers)).toBe(expected);
  });

  it.each<[Role, boolean]>([
    ['PEER', true],
    ['MEMBER', true],
    ['ADMIN', false],
    ['CLIENT', false],
    ['ORDERER', false],
  ])('a peer is a %s: %s', (role, expected) => {
    expect(isPolicySatisfied(policyOf([['a', role]], 0), ['a'])).toBe(expected);
  });

  it('counts a signature for one leaf only', () => {
    const twice = policyOf([['a', 'PEER']], { atLeast: 2, of: [0, 0] });
    expect(isPolicySatisfied(twice, ['a'])).toBe(false);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['no policy', Buffer.from('{"not":"a policy"}')],
    ['a rule about nobody', policyOf([], 0)],
    ['no rule', new common.SignaturePolicyEnvelope().serializeBinary()],
    ['a rule too deep', policyOf([['a', 'PEER']], nested(40))],
  ])('is never satisfied by %s', (_what, policy) => {
    expect(isPolicySatisfied(policy, ['a'])).toBe(false);
  });
});
