// SPDX-License-Identifier: Apache-2.0
import { IdentifierMalformed, type MalformedDetail } from './malformed';
import { ALPHANUMERIC, checkCharacter, nonStandardCheckCharacter } from './mod-37-36';
import { isUnifiedCode, UNIFIED_CODE_LENGTH } from './unified-code';

/** The root of every licence identifier, an object identifier that GB/T 36904 fixes. */
export const LICENCE_ROOT = '1.2.156.3005.2';
/** The unified code of the body that defined the type, and three digits. */
export const LICENCE_TYPE_LENGTH = UNIFIED_CODE_LENGTH + 3;
/** An issuer is a unified code as a rule; shorter codes, such as a region's, occur in real data. */
export const LICENCE_ISSUER_LENGTH_MAX = UNIFIED_CODE_LENGTH;
/** The standard's own limit is not known to us. 32 characters are common; this bounds what a stranger can send. */
export const LICENCE_SERIAL_LENGTH_MAX = 64;
export const LICENCE_VERSION_MAX = 999;
export const LICENCE_IDENTIFIER_LENGTH_MAX =
  LICENCE_ROOT.length +
  '.'.length * 5 +
  LICENCE_TYPE_LENGTH +
  LICENCE_ISSUER_LENGTH_MAX +
  LICENCE_SERIAL_LENGTH_MAX +
  4;

const NON_STANDARD_HINT = 'matches known non-standard formula';

export interface LicenceParts {
  /** 证照类型代码: what kind of licence, 21 characters. */
  readonly type: string;
  /** The code of the body that issued it. */
  readonly issuer: string;
  /** 流水号 */
  readonly serial: string;
  /** Three digits, `001` first. A new version is a new identifier. */
  readonly version: string;
}

export interface LicenceIdentifier extends LicenceParts {
  readonly check: string;
}

/**
 * Reads a licence identifier (证照标识, GB/T 36904): `root.type.issuer.serial.version.check`.
 * The dots are outside the check character, so the shape of each part is tested too: moving a dot is refused.
 *
 * @throws IdentifierMalformed
 */
export function parseLicenceIdentifier(text: string): LicenceIdentifier {
  if (text.length > LICENCE_IDENTIFIER_LENGTH_MAX) throw malformed({ reason: 'length' });
  const root = `${LICENCE_ROOT}.`;
  if (!text.startsWith(root)) throw malformed({ reason: 'root' });
  const rest = text.slice(root.length);
  // Nothing is stripped or folded: a text would pass that the issuer never gave.
  if (!/^[0-9A-Z.]*$/.test(rest)) throw malformed({ reason: 'character' });
  const [type, issuer, serial, version, check, ...more] = rest.split('.');
  if (
    type === undefined ||
    issuer === undefined ||
    serial === undefined ||
    version === undefined ||
    check === undefined ||
    more.length > 0
  ) {
    throw malformed({ reason: 'format' });
  }
  const parts = { type, issuer, serial, version };
  requireShape(parts);
  requireCheck(parts, check);
  requireCodes(parts);
  return { ...parts, check };
}

/**
 * The identifier of these parts, with its check character.
 *
 * @throws IdentifierMalformed where {@link parseLicenceIdentifier} would refuse it.
 */
export function formatLicenceIdentifier({ type, issuer, serial, version }: LicenceParts): string {
  const parts = { type, issuer, serial, version };
  requireShape(parts);
  if (!ALPHANUMERIC.test(checkedText(parts))) throw malformed({ reason: 'character' });
  requireCodes(parts);
  return [LICENCE_ROOT, type, issuer, serial, version, checkCharacter(checkedText(parts))].join('.');
}

/**
 * The identifier of the next version of the same licence (renewal, change).
 *
 * @throws IdentifierMalformed with the reason `exhausted` after version 999.
 */
export function nextVersion(identifier: string): string {
  const parts = parseLicenceIdentifier(identifier);
  const version = Number(parts.version) + 1;
  if (version > LICENCE_VERSION_MAX) throw malformed({ reason: 'exhausted', part: 'version' });
  return formatLicenceIdentifier({ ...parts, version: String(version).padStart(3, '0') });
}

function requireShape({ type, issuer, serial, version }: LicenceParts): void {
  if (type.length !== LICENCE_TYPE_LENGTH) throw malformed({ reason: 'length', part: 'type' });
  if (issuer.length < 1 || issuer.length > LICENCE_ISSUER_LENGTH_MAX) {
    throw malformed({ reason: 'length', part: 'issuer' });
  }
  if (serial.length < 1 || serial.length > LICENCE_SERIAL_LENGTH_MAX) {
    throw malformed({ reason: 'length', part: 'serial' });
  }
  if (!/^\d{3}$/.test(version) || version === '000') throw malformed({ reason: 'format', part: 'version' });
}

function requireCheck(parts: LicenceParts, check: string): void {
  const expected = checkCharacter(checkedText(parts));
  if (check === expected) return;
  if (check.length !== 1) throw malformed({ reason: 'length', part: 'check' });
  throw malformed({
    reason: 'check',
    expected,
    ...(check === nonStandardCheckCharacter(checkedText(parts)) && { hint: NON_STANDARD_HINT }),
  });
}

function requireCodes({ type, issuer }: LicenceParts): void {
  if (
    !isUnifiedCode(type.slice(0, UNIFIED_CODE_LENGTH)) ||
    !/^\d{3}$/.test(type.slice(UNIFIED_CODE_LENGTH))
  ) {
    throw malformed({ reason: 'format', part: 'type' });
  }
  if (issuer.length === UNIFIED_CODE_LENGTH && !isUnifiedCode(issuer)) {
    throw malformed({ reason: 'format', part: 'issuer' });
  }
}

function checkedText({ type, issuer, serial, version }: LicenceParts): string {
  return type + issuer + serial + version;
}

function malformed(detail: Omit<MalformedDetail, 'kind'>): IdentifierMalformed {
  return new IdentifierMalformed({ kind: 'licence', ...detail });
}
