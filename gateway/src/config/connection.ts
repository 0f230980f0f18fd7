// SPDX-License-Identifier: Apache-2.0
import { organisationIdSchema } from '@guidang/chaincode/model';
import { z } from 'zod';

const file = z.string().min(1);
const keyPair = z.strictObject({ certificateFile: file, keyFile: file });

const organisationEndpointsSchema = z
  .strictObject({
    name: organisationIdSchema,
    mspId: z.string(),
    peerEndpoint: z.string(),
    ordererEndpoint: z.string(),
    gatewayUrl: z.url(),
    contentUrl: z.url(),
    tlsRootCertificateFile: file,
    identityRootCertificateFile: file,
  })
  .readonly();

const peerConnectionShape = {
  network: z.string(),
  channel: z.string(),
  chaincode: z.string(),
  organisation: organisationIdSchema,
  mspId: z.string(),
  /** host:port of the organisation's own peer. */
  peerEndpoint: z.string(),
  tlsRootCertificateFile: file,
  /** The gateway's identity on the channel: a client of the organisation. */
  identity: keyPair,
  /** The gateway's TLS certificate, for its own servers and for mutual TLS with other gateways. */
  tls: keyPair,
};

/**
 * The settings with which an application of one organisation connects to the network, as written by the network
 * tooling. Plain JSON; files are absolute paths.
 */
export const connectionSchema = z
  .strictObject({
    ...peerConnectionShape,
    ordering: z.enum(['bft', 'raft']),
    authority: z.strictObject({
      url: z.url(),
      name: z.string(),
      tlsRootCertificateFile: file,
      identityRootCertificateFile: file,
      /** May register and revoke clients of the organisation. */
      registrar: z.strictObject({ id: z.string(), secret: z.string() }),
    }),
    /** All organisations, including this one. */
    organisations: z.array(organisationEndpointsSchema).readonly(),
  })
  .readonly();

/** What a reader needs of it: its organisation's peer, and no secret of the CA. */
export const peerConnectionSchema = z
  .strictObject({
    ...peerConnectionShape,
    /** Client certificates of the organisation's systems are verified against it. */
    identityRootCertificateFile: file,
  })
  .readonly();

export type Connection = z.infer<typeof connectionSchema>;
export type PeerConnection = z.infer<typeof peerConnectionSchema>;
export type OrganisationEndpoints = z.infer<typeof organisationEndpointsSchema>;
