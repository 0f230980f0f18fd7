// SPDX-License-Identifier: Apache-2.0
import { common, msp } from '@hyperledger/fabric-protos';
import { mspId } from './msp';

/**
 * Builds the key-level endorsement policy of a key that an organisation owns: *the owner AND a majority of the network
 * including it*, that is `owner AND n of the others`, where n makes the total a majority. In Fabric a key-level policy
 * replaces that of the chaincode, so the owner alone must never be enough. The library's own builder supports only AND.
 * @param owner organisation that owns the key.
 * @param organisations all members of the network, including the owner.
 * @returns a serialised SignaturePolicyEnvelope, the same bytes on every peer.
 */
export function ownerPolicy(owner: string, organisations: readonly string[]): Uint8Array {
  const others = organisations.filter((organisation) => organisation !== owner).sort(byCodeUnit);
  const majority = Math.floor(organisations.length / 2) + 1;
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setVersion(0);
  envelope.setIdentitiesList([owner, ...others].map(peerOf));
  envelope.setRule(
    atLeast(2, [
      signedBy(0),
      atLeast(
        majority - 1,
        others.map((_, index) => signedBy(index + 1)),
      ),
    ]),
  );
  return envelope.serializeBinary();
}

function peerOf(organisation: string): msp.MSPPrincipal {
  const role = new msp.MSPRole();
  role.setMspIdentifier(mspId(organisation));
  role.setRole(msp.MSPRole.MSPRoleType.PEER);
  const principal = new msp.MSPPrincipal();
  principal.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
  principal.setPrincipal(role.serializeBinary());
  return principal;
}

function signedBy(index: number): common.SignaturePolicy {
  const policy = new common.SignaturePolicy();
  policy.setSignedBy(index);
  return policy;
}

function atLeast(count: number, rules: common.SignaturePolicy[]): common.SignaturePolicy {
  const outOf = new common.SignaturePolicy.NOutOf();
  outOf.setN(count);
  outOf.setRulesList(rules);
  const policy = new common.SignaturePolicy();
  policy.setNOutOf(outOf);
  return policy;
}

function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
