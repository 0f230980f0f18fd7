// SPDX-License-Identifier: Apache-2.0
import { GatewayError } from '@hyperledger/fabric-gateway';

/** How the peer's Gateway service wraps an error thrown by a contract; any text may follow, including line breaks. */
const contractResponse = /^chaincode response \d{3}, ([\s\S]*)$/;

/** The contract's message in each detail of the error that has one, without duplicates. */
export function contractResponses(error: GatewayError): string[] {
  const texts = error.details.map((detail) => contractResponse.exec(detail.message)?.[1]);
  return [...new Set(texts.filter((text) => text !== undefined))];
}

/**
 * The message with which the contract refused, exactly as it was thrown.
 *
 * @returns `undefined` if the error is not a refusal, or if peers refuse with different messages: one of them may lie
 *   or lag, so none can be trusted
 */
export function refusalFrom(error: unknown): string | undefined {
  if (!(error instanceof GatewayError)) {
    return undefined;
  }
  const [text, ...others] = contractResponses(error);
  return others.length === 0 ? text : undefined;
}
