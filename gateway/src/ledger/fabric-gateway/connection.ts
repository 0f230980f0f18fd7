// SPDX-License-Identifier: Apache-2.0
import { Client, credentials } from '@grpc/grpc-js';

/** The size limit of Fabric's own servers. The library's default of 4 MiB would stop at a large block. */
const messageBytesMax = 100 * 1024 * 1024;

export interface PeerEndpoint {
  /** Host name and port. A name, not an IP address: it is what the certificate is checked against. */
  readonly address: string;
  /** Where the certificate names the peer otherwise. */
  readonly certificateName?: string;
  /** PEM of the certificate authorities that may vouch for the peer's TLS. */
  readonly tlsRoots: string;
}

/** One TLS connection to one peer. It connects at the first call and reconnects by itself. */
export function connectPeer(peer: PeerEndpoint): Client {
  return new Client(peer.address, credentials.createSsl(Buffer.from(peer.tlsRoots)), {
    'grpc.max_receive_message_length': messageBytesMax,
    'grpc.max_send_message_length': messageBytesMax,
    // A peer whose machine vanished says no goodbye; without pings a block stream would wait forever.
    'grpc.keepalive_time_ms': 120_000,
    'grpc.keepalive_timeout_ms': 20_000,
    'grpc.initial_reconnect_backoff_ms': 200,
    'grpc.max_reconnect_backoff_ms': 5_000,
    ...(peer.certificateName === undefined ? {} : { 'grpc.ssl_target_name_override': peer.certificateName }),
  });
}
