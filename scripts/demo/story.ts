import type { Company } from './company.ts';
import type { Concordat } from './concordat.ts';
import { DECISIONS, EVENTS, type Event, type Systems } from './drift.ts';

/** What the story is told with. */
export interface Stage {
  readonly company: Company;
  readonly systems: Systems;
  readonly concordat: Concordat;
}

/** Exit code of an apply after which something still waits for a person. */
const WAITING = 3;

/** Tells the story and lets it happen. True when the systems agree at the end. */
export async function tellStory(stage: Stage): Promise<boolean> {
  const startMs = performance.now();
  await agree(stage);

  say('', 'What happened since:');
  await happen(EVENTS, stage);
  say('', 'What concordat makes of it. Planning only reads:');
  expectCode('plan', await stage.concordat.show('plan', '--out', 'drift.plan'), [0]);

  say('', 'That plan was reviewed. It is what is written, or nothing:');
  expectCode('apply', await stage.concordat.show('apply', 'drift.plan'), [WAITING]);

  say('', 'What was held waits for people, and they look:');
  await happen(DECISIONS, stage);
  const code = await stage.concordat.show('plan', '--detailed-exitcode');

  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  const ending = `All three are in sync, after ${seconds} s. What they agreed on stands in sync.d/.`;
  say('', code === 0 ? ending : 'Not in sync: this is a bug in concordat.');
  return code === 0;
}

/** The day on which everything agreed: a first plan finds no difference in all the spellings, and an apply remembers that. */
async function agree({ company, concordat }: Stage): Promise<void> {
  const { customers, employees, products, orders } = company;
  say(
    `A small trading company: ${customers.length} customers, ${employees.length} employees, ${products.length} products, ${orders.length} orders.`,
    '',
    '  crm        PostgreSQL  Germany      California  2026-03-18  129.05',
    '  erp        SQLite      DE           CA          2026-03-18  12905',
    '  warehouse  CSV files   Deutschland  Calif.      18.03.2026  129.05',
    '',
  );
  const plan = await concordat.quietly('plan', '--bootstrap', '--out', 'first.plan', '--json');
  expectCode('plan --bootstrap', plan.code, [0]);
  const { compared, in_agreement: agreed } = (
    JSON.parse(plan.stdout) as { summary: { compared: number; in_agreement: number } }
  ).summary;
  if (agreed !== compared) throw new Error(`Only ${agreed} of ${compared} pairs of records agree at the beginning.`);
  expectCode('apply', (await concordat.quietly('apply', 'first.plan')).code, [0]);
  say(`A month ago they agreed: ${compared.toLocaleString('en')} pairs of records, however spelled, no difference.`);
}

async function happen(events: readonly Event[], { systems, company }: Stage): Promise<void> {
  for (const event of events) {
    await event.happen(systems, company);
    say(...wrap(event.told).map((line, index) => `  ${(index === 0 ? event.where : '').padEnd(10)} ${line}`));
  }
}

/** Lines of at most 66 characters, so that a terminal of 80 columns does not break them. */
function wrap(text: string): string[] {
  return text.match(/\S.{0,65}(?=\s|$)/g) ?? [];
}

function expectCode(command: string, code: number, expected: readonly number[]): void {
  if (!expected.includes(code))
    throw new Error(`concordat ${command} gave exit code ${code}; the story needs ${expected.join(' or ')}.`);
}

function say(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}
