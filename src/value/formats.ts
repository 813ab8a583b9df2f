import isEmailModule from 'validator/lib/isEmail.js';
import isFqdnModule from 'validator/lib/isFQDN.js';
import isIbanModule from 'validator/lib/isIBAN.js';
import isIpModule from 'validator/lib/isIP.js';
import isUrlModule from 'validator/lib/isURL.js';
import type { PhoneLibrary } from './shipped-lists.ts';

const isEmail = callable<(text: string, options: object) => boolean>(isEmailModule);
const isFqdn = callable<(text: string, options: object) => boolean>(isFqdnModule);
const isIban = callable<(text: string) => boolean>(isIbanModule);
const isIp = callable<(text: string, version: '4' | '6') => boolean>(isIpModule);
const isUrl = callable<(text: string, options: object) => boolean>(isUrlModule);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const E164 = /^\+[1-9]\d{6,14}$/;
const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]+$/;
const BIC = /^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/;
const URI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`\u0000-\u001f]+$/;
const URL_OPTIONS = { require_protocol: true, protocols: ['http', 'https'], require_tld: false };
const EMAIL_OPTIONS = { allow_utf8_local_part: true, require_tld: true };

type FormatTest = (text: string, phone: PhoneLibrary | null) => boolean;

const TESTS: ReadonlyMap<string, FormatTest> = new Map<string, FormatTest>([
  ['bic', (text) => BIC.test(text)],
  ['email', (text) => isEmail(text, EMAIL_OPTIONS)],
  ['hostname', (text) => isFqdn(text, { require_tld: false })],
  ['iban', (text) => IBAN.test(text) && isIban(text)],
  ['ipv4', (text) => isIp(text, '4')],
  ['ipv6', (text) => isIp(text, '6')],
  ['phone', (text, phone) => E164.test(text) && (phone === null || phone.isValid(text))],
  ['uri', (text) => URI.test(text)],
  ['url', (text) => isUrl(text, URL_OPTIONS)],
  ['uuid', (text) => UUID.test(text)],
]);

/** Names that `format` may have, sorted. Canonical forms: iban without spaces, phone E.164. */
export const FORMATS: readonly string[] = [...TESTS.keys()];

/** The test of a format, or undefined for an unknown name. Without the phone library, phones are tested by shape alone. */
export function formatTest(name: string, phone: PhoneLibrary | null): ((text: string) => boolean) | undefined {
  const test = TESTS.get(name);
  return test === undefined ? undefined : (text) => test(text, phone);
}

/** These CommonJS modules are the function themselves, or hold it as `default` when they export more; the typings say neither. */
function callable<T>(module: unknown): T {
  return (typeof module === 'function' ? module : (module as { readonly default: unknown }).default) as T;
}
