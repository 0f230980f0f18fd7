// SPDX-License-Identifier: Apache-2.0
export { type AccessTokenOptions, AccessTokenVerifier } from './access-token';
export { Authenticator, type Credentials } from './authenticator';
export { BuiltInIssuer, type BuiltInIssuerOptions, type TokenHolder } from './built-in-issuer';
export type { SignedInCaller } from './caller';
export type { CertificateAuthority } from './certificate-authority';
export { ClientCertificates, type RegisteredSystem } from './client-certificate';
export { signCommand } from './command-signer';
export { writeDemoTokens } from './demo-tokens';
export { EmbeddedAuthority } from './embedded-authority';
export { FabricAuthority, type FabricAuthorityOptions } from './fabric-authority';
export { openGatewayIdentity } from './gateway-identity';
export { IdentityError, type IdentityErrorCode } from './identity-error';
export { type WalletOfficer, officerPseudonym, type Role } from './officer';
export { type EnrolledOfficer, OfficerDirectory } from './officer-directory';
export { remoteKeys } from './remote-keys';
export { SigningIdentity } from './signing-identity';
export { type LogEntry, type OfficerEntry, type ServiceEntry, Wallet, type WalletEntry } from './wallet';
export { loadWalletKey, parseWalletKey } from './wallet-key';
