import { faker as ar } from '@faker-js/faker/locale/ar';
import { faker as de } from '@faker-js/faker/locale/de';
import { faker as deAT } from '@faker-js/faker/locale/de_AT';
import { faker as el } from '@faker-js/faker/locale/el';
import { faker as enGB } from '@faker-js/faker/locale/en_GB';
import { faker as enUS } from '@faker-js/faker/locale/en_US';
import { faker as es } from '@faker-js/faker/locale/es';
import { faker as fr } from '@faker-js/faker/locale/fr';
import { faker as ja } from '@faker-js/faker/locale/ja';
import { faker as uk } from '@faker-js/faker/locale/uk';
import type { Faker } from '@faker-js/faker';

/** A country that the company sells to: who lives there, and how each system spells it. */
export interface Market {
  /** ISO 3166-1 alpha-2: the canonical value, and what the ERP holds. */
  readonly code: string;
  /** What the CRM holds. */
  readonly title: string;
  /** What somebody typed into the warehouse once, and everybody copied since. */
  readonly warehouse: string;
  readonly faker: Faker;
  readonly customers: number;
  /** Whether banks there give out IBANs. */
  readonly hasIban: boolean;
}

/** Two hundred customers in ten countries and five scripts. */
export const MARKETS: readonly Market[] = [
  { code: 'DE', title: 'Germany', warehouse: 'Deutschland', faker: de, customers: 50, hasIban: true },
  { code: 'US', title: 'United States of America', warehouse: 'USA', faker: enUS, customers: 44, hasIban: false },
  { code: 'FR', title: 'France', warehouse: 'FRA', faker: fr, customers: 26, hasIban: true },
  { code: 'ES', title: 'Spain', warehouse: 'ESP', faker: es, customers: 20, hasIban: true },
  { code: 'GB', title: 'United Kingdom', warehouse: 'UK', faker: enGB, customers: 14, hasIban: true },
  { code: 'JP', title: 'Japan', warehouse: 'JPN', faker: ja, customers: 14, hasIban: false },
  { code: 'AT', title: 'Austria', warehouse: 'Österreich', faker: deAT, customers: 10, hasIban: true },
  { code: 'UA', title: 'Ukraine', warehouse: 'UKR', faker: uk, customers: 8, hasIban: false },
  { code: 'GR', title: 'Greece', warehouse: 'GRC', faker: el, customers: 8, hasIban: true },
  { code: 'SA', title: 'Saudi Arabia', warehouse: 'KSA', faker: ar, customers: 6, hasIban: true },
];

/** A US state as the three systems spell it: the code in the ERP, the title in the CRM, the short form in the warehouse. */
export interface State {
  readonly code: string;
  readonly title: string;
  readonly warehouse: string;
}

/** The states in which the company has customers. */
export const STATES: readonly State[] = [
  { code: 'CA', title: 'California', warehouse: 'Calif.' },
  { code: 'CO', title: 'Colorado', warehouse: 'Colo.' },
  { code: 'FL', title: 'Florida', warehouse: 'Fla.' },
  { code: 'GA', title: 'Georgia', warehouse: 'Ga.' },
  { code: 'IL', title: 'Illinois', warehouse: 'Ill.' },
  { code: 'MA', title: 'Massachusetts', warehouse: 'Mass.' },
  { code: 'NY', title: 'New York', warehouse: 'N.Y.' },
  { code: 'OR', title: 'Oregon', warehouse: 'Ore.' },
  { code: 'TX', title: 'Texas', warehouse: 'Tex.' },
  { code: 'WA', title: 'Washington', warehouse: 'Wash.' },
];

/** The market of a country code. */
export function marketOf(code: string): Market {
  const market = MARKETS.find((candidate) => candidate.code === code);
  if (market === undefined) throw new Error(`The company does not sell to ${code}.`);
  return market;
}
