import { isSupportedCountry, parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/min';
import type { PhoneLibrary } from './shipped-lists.ts';

/** libphonenumber with its smallest metadata. This file takes long to load: import it dynamically. */
export const phoneLibrary: PhoneLibrary = {
  isValid: (text) => parse(text, null)?.number === text,
  toE164: (text, country) => parse(text, country)?.number,
  format: (text, form) => {
    const number = parse(text, null);
    return form === 'national' ? (number?.formatNational() ?? text) : (number?.formatInternational() ?? text);
  },
  isCountry: isSupportedCountry,
};

function parse(text: string, country: string | null): PhoneNumber | undefined {
  const defaultCountry = country !== null && isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumberFromString(text, {
    ...(defaultCountry === undefined ? {} : { defaultCountry }),
    extract: false,
  });
  return number !== undefined && number.isValid() && number.ext === undefined ? number : undefined;
}
