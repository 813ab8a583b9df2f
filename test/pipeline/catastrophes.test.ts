import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteProject, sqliteSystem, testWorld, type TestProject } from './sqlite-project.ts';

const RECORDS = 200;

const TABLES = {
  shop: 'create table items (id integer primary key, sku text, name text, price text, region text)',
  erp: 'create table artikel (id integer primary key, nr text, bezeichnung text, preis text)',
};
const manifest = ({ where = '', owner = 'shop' } = {}) => `
${sqliteSystem('shop', '{ items: [read, create, update, delete] }')}
${sqliteSystem('erp', '{ artikel: [read, create, update, delete] }')}
kind: entity
name: product
key: [sku]
fields:
  sku: { type: string, owner: shop }
  name: { type: string, owner: shop }
  price: { type: decimal, scale: 2, owner: ${owner} }
lifecycle: { owner: shop, on_delete: delete, on_orphan: delete }
systems:
  shop: { resource: items, id: id, ${where === '' ? '' : `where: "${where}", `}fields: { sku: sku, name: name, price: price } }
  erp: { resource: artikel, id: id, fields: { sku: nr, name: bezeichnung, price: preis } }
---
kind: policy
name: safety
limits: [{ entity: product, action: delete, max: 3 }]
`;

let project: TestProject;
let offsetMs = 0;

beforeEach(async () => {
  offsetMs = 0;
  const world = testWorld({ now: () => new Date(Date.now() + offsetMs).toISOString() });
  project = sqliteProject(TABLES, manifest(), world);
  const rows = (make: (i: number) => string) => Array.from({ length: RECORDS }, (_, i) => make(i)).join(', ');
  project.sql(
    'shop',
    `insert into items values ${rows((i) => `(${i}, 'SKU${i}', 'Item ${i}', '${i}.50', '${i % 2 === 0 ? 'eu' : 'us'}')`)}`,
  );
  project.sql('erp', `insert into artikel values ${rows((i) => `(${1000 + i}, 'SKU${i}', 'Item ${i}', '${i}.50')`)}`);
  await project.agree();
});
afterEach(() => project.remove());

const all = () =>
  JSON.stringify([project.rows('shop', 'select * from items'), project.rows('erp', 'select * from artikel')]);

/** Plans and applies as a careless operator would; everything thrown counts as a refusal. */
async function carelessly(options: { readonly between?: () => void } = {}): Promise<string> {
  const { plan } = await project.plan();
  options.between?.();
  try {
    const report = await project.apply(plan);
    return `exit ${report.exit}`;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

/** The catastrophe happens; not one byte of any system may be written after it. */
async function survives(disaster: () => void, between?: () => void): Promise<string> {
  disaster();
  const before = between === undefined ? all() : '';
  let seen = before;
  const how = await carelessly(
    between === undefined
      ? {}
      : {
          between: () => {
            between();
            seen = all();
          },
        },
  );
  expect(all()).toBe(seen);
  return how;
}

describe('a catastrophe writes nothing', () => {
  it('empty source', async () => {
    expect(await survives(() => project.sql('shop', 'delete from items'))).toBe('exit 75');
  });

  it('half page: the source ends in the middle', async () => {
    expect(await survives(() => project.sql('shop', 'delete from items where id >= 100'))).toBe('exit 75');
  });

  it('wrong tenant: the same tables hold another company', async () => {
    expect(
      await survives(() =>
        project.sql('shop', "update items set id = id + 5000, sku = 'X' || sku, name = 'Other ' || id"),
      ),
    ).toBe('PLAN_OVER_LIMIT');
  });

  it('scope typo: a filter that keeps nearly nothing', async () => {
    expect(await survives(() => project.manifest(manifest({ where: "region = 'uk'" })))).toMatch(/exit (0|75)/);
  });

  it('key case changed', async () => {
    expect(await survives(() => project.sql('shop', 'update items set sku = lower(sku)'))).toBe('PLAN_OVER_LIMIT');
  });

  it('all-null column', async () => {
    expect(await survives(() => project.sql('shop', 'update items set name = null'))).toBe('PLAN_OVER_LIMIT');
  });

  it('unit × 100', async () => {
    expect(
      await survives(() => project.sql('shop', "update items set price = cast(price * 100 as integer) || '.00'")),
    ).toBe('PLAN_OVER_LIMIT');
  });

  it('old replica: the source is an old copy of itself', async () => {
    expect(
      await survives(() => project.sql('shop', "update items set price = '1.00', name = 'Old ' || id where id < 120")),
    ).toBe('PLAN_OVER_LIMIT');
  });

  it('duplicate keys', async () => {
    expect(
      await survives(() =>
        project.sql('shop', "insert into items select id + 5000, sku, 'Double ' || id, price, region from items"),
      ),
    ).toMatch(/exit [03]/);
  });

  it('filter edit: half of the records leave the scope', async () => {
    expect(await survives(() => project.manifest(manifest({ where: "region = 'eu'" })))).toMatch(/exit (0|75)/);
  });

  it('owner swap: the other system becomes the owner while it is behind', async () => {
    expect(
      await survives(() => {
        project.sql('erp', "update artikel set preis = '0.01'");
        project.manifest(manifest({ owner: 'erp' }));
      }),
    ).toMatch(/exit 3|PLAN_OVER_LIMIT/);
  });

  it('clock back between review and apply', async () => {
    expect(
      await survives(
        () => project.sql('shop', "update items set name = 'New' where id = 1"),
        () => {
          offsetMs = -2 * 24 * 60 * 60 * 1000;
        },
      ),
    ).toBe('PLAN_CLOCK');
  });
});
