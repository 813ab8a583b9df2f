import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateCompany, TODAY, type Company } from '../../scripts/demo/company.ts';

describe('the company of the demo', () => {
  it('is the same every time, in every time zone', () => {
    const here = digestable(generateCompany());

    expect(digestable(generateCompany())).toBe(here);
    expect(generatedIn('Pacific/Kiritimati')).toBe(here);
    expect(generatedIn('America/Los_Angeles')).toBe(here);
  });

  it('has as many records as its story says, each with a key of its own', () => {
    const { customers, employees, products, orders } = generateCompany();

    expect([customers.length, employees.length, products.length, orders.length]).toEqual([200, 20, 80, 800]);
    expect(new Set(customers.map(({ customerNo }) => customerNo)).size).toBe(200);
    expect(new Set(customers.map(({ email }) => email.toLowerCase())).size).toBe(200);
    expect(new Set(orders.map(({ orderNo }) => orderNo)).size).toBe(800);
  });

  it('writes its customers in the scripts of their countries', () => {
    const names = generateCompany()
      .customers.map(({ name }) => name)
      .join(' ');

    for (const script of [/\p{sc=Han}/u, /\p{sc=Cyrillic}/u, /\p{sc=Greek}/u, /\p{sc=Arabic}/u, /[ßüöä]/u])
      expect(names).toMatch(script);
  });

  it('knows of nothing after its own today', () => {
    const { orders } = generateCompany();
    const days = orders.flatMap(({ ordered, shipped }) => (shipped === null ? [ordered] : [ordered, shipped]));

    expect(days.filter((day) => day > TODAY)).toEqual([]);
    expect(orders.filter(({ ordered, shipped }) => shipped !== null && shipped < ordered)).toEqual([]);
  });
});

/** The company as text, without the generators that its markets carry. */
function digestable(company: Company): string {
  return JSON.stringify(company, (key, value: unknown) => (key === 'faker' ? undefined : value));
}

function generatedIn(zone: string): string {
  const file = resolve(import.meta.dirname, '../../scripts/demo/company.ts');
  const code = `const { generateCompany } = await import(${JSON.stringify(file)});
    process.stdout.write(JSON.stringify(generateCompany(), (key, value) => (key === 'faker' ? undefined : value)));`;
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    env: { ...process.env, TZ: zone },
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return child.stdout;
}
