// SPDX-License-Identifier: Apache-2.0
import { parseTelling } from './look-alike';
import { IdentifierMalformed, malformedHints } from './malformed';
import type { MalformedDetail } from './malformed';
import { alphanumeric, checkCharacter, nonStandardCheckCharacter } from './mod-37-36';
import { isUnifiedCode, unifiedCodeLength } from './unified-code';

/** The root of every licence identifier, an object identifier that GB/T 36904 fixes. */
export const licenceRoot = '1.2.156.3005.2';
/** Length of a type: the unified code of the body that defined it, and three digits. */
export const licenceTypeLength = unifiedCodeLength + 3;
/** Usually a unified code; shorter codes, such as a region's, occur in real data. */
export const licenceIssuerLengthMax = unifiedCodeLength;
/** The limit of the standard is unknown to us. 32 characters are common; this bounds untrusted input. */
export const licenceSerialLengthMax = 64;
export const licenceVersionMax = 999;
export const licenceIdentifierLengthMax =
  licenceRoot.length +
  '.'.length * 5 +
  licenceTypeLength +
  licenceIssuerLengthMax +
  licenceSerialLengthMax +
  4;

export interface LicenceParts {
  /** 证照类型代码: the licence type, 21 characters. */
  readonly type: string;
  /** The code of the body that issued it. */
  readonly issuer: string;
  /** 流水号 */
  readonly serial: string;
  /** Three digits, from `001`. A new version gets a new identifier. */
  readonly version: string;
}

export interface LicenceIdentifier extends LicenceParts {
  readonly check: string;
}

/**
 * Parses a licence identifier (证照标识, GB/T 36904): `root.type.issuer.serial.version.check`.
 * The check character does not cover the dots, so the shape of each part is validated too: a moved dot is refused.
 *
 * @throws IdentifierMalformed
 */
export function parseLicenceIdentifier(text: string): LicenceIdentifier {
  if (text.split(`${licenceRoot}.`).length > 2) {
    throw malformed({ reason: 'format', hint: malformedHints.several });
  }
  if (text.length > licenceIdentifierLengthMax) throw malformed({ reason: 'length' });
  return parseTelling(text, 'licence', partsOf);
}

function partsOf(text: string): LicenceIdentifier {
  const root = `${licenceRoot}.`;
  if (!text.startsWith(root)) {
    throw malformed({ reason: 'root', ...(/[一-鿿]/.test(text) && { hint: malformedHints.printedNumber }) });
  }
  const rest = text.slice(root.length);
  // No trimming or case folding, which would accept a text that the issuer never issued.
  if (!/^[0-9A-Z.]*$/.test(rest)) throw malformed({ reason: 'character' });
  const [type, issuer, serial, version, check, ...more] = rest.split('.');
  if (
    type === undefined ||
    issuer === undefined ||
    serial === undefined ||
    version === undefined ||
    check === undefined
  ) {
    throw malformed({ reason: 'format', hint: malformedHints.cutOff });
  }
  if (more.length > 0) throw malformed({ reason: 'format' });
  const parts = { type, issuer, serial, version };
  requireShape(parts);
  requireCheck(parts, check);
  requireCodes(parts);
  return { ...parts, check };
}

/**
 * Formats a licence identifier with its check character.
 *
 * @throws IdentifierMalformed when {@link parseLicenceIdentifier} would refuse it.
 */
export function formatLicenceIdentifier({ type, issuer, serial, version }: LicenceParts): string {
  const parts = { type, issuer, serial, version };
  requireShape(parts);
  if (!alphanumeric.test(checkedText(parts))) throw malformed({ reason: 'character' });
  requireCodes(parts);
  return [licenceRoot, type, issuer, serial, version, checkCharacter(checkedText(parts))].join('.');
}

/**
 * Returns the identifier of the next version of the same licence (renewal, change).
 *
 * @throws IdentifierMalformed with the reason `exhausted` after version 999.
 */
export function nextVersion(identifier: string): string {
  const parts = parseLicenceIdentifier(identifier);
  const version = Number(parts.version) + 1;
  if (version > licenceVersionMax) throw malformed({ reason: 'exhausted', part: 'version' });
  return formatLicenceIdentifier({ ...parts, version: String(version).padStart(3, '0') });
}

function requireShape({ type, issuer, serial, version }: LicenceParts): void {
  if (type.length !== licenceTypeLength) throw malformed({ reason: 'length', part: 'type' });
  if (issuer.length < 1 || issuer.length > licenceIssuerLengthMax) {
    throw malformed({ reason: 'length', part: 'issuer' });
  }
  if (serial.length < 1 || serial.length > licenceSerialLengthMax) {
    throw malformed({ reason: 'length', part: 'serial' });
  }
  if (!/^\d{3}$/.test(version) || version === '000') throw malformed({ reason: 'format', part: 'version' });
}

function requireCheck(parts: LicenceParts, check: string): void {
  const expected = checkCharacter(checkedText(parts));
  if (check === expected) return;
  if (check.length !== 1) {
    const hint = check === '' ? { hint: malformedHints.cutOff } : {};
    throw malformed({ reason: 'length', part: 'check', ...hint });
  }
  throw malformed({
    reason: 'check',
    expected,
    ...(check === nonStandardCheckCharacter(checkedText(parts)) && { hint: malformedHints.formula }),
  });
}

function requireCodes({ type, issuer }: LicenceParts): void {
  if (!isUnifiedCode(type.slice(0, unifiedCodeLength)) || !/^\d{3}$/.test(type.slice(unifiedCodeLength))) {
    throw malformed({ reason: 'format', part: 'type' });
  }
  if (issuer.length === unifiedCodeLength && !isUnifiedCode(issuer)) {
    throw malformed({ reason: 'format', part: 'issuer' });
  }
}

function checkedText({ type, issuer, serial, version }: LicenceParts): string {
  return type + issuer + serial + version;
}

function malformed(detail: Omit<MalformedDetail, 'kind'>): IdentifierMalformed {
  return new IdentifierMalformed({ kind: 'licence', ...detail });
}
