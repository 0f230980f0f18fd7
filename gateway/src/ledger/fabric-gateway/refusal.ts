// SPDX-License-Identifier: Apache-2.0
import { GatewayError } from '@hyperledger/fabric-gateway';

/** How the peer's Gateway service wraps what a contract threw; any text may follow, also line breaks. */
const contractResponse = /^chaincode response \d{3}, ([\s\S]*)$/;

/** The contract's own words in each detail of the error that carries any, duplicates once. */
export function contractResponses(error: GatewayError): string[] {
  const texts = error.details.map((detail) => contractResponse.exec(detail.message)?.[1]);
  return [...new Set(texts.filter((text) => text !== undefined))];
}

/**
 * The message with which the contract refused, exactly as it was thrown.
 *
 * @returns `undefined` when the error is no refusal, or when peers refuse in different words: one of
 *   them may lie or lag, and none of the texts is the answer
 */
export function refusalFrom(error: unknown): string | undefined {
  if (!(error instanceof GatewayError)) {
    return undefined;
  }
  const [text, ...others] = contractResponses(error);
  return others.length === 0 ? text : undefined;
}
