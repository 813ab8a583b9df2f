import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision, HoldGroup } from '../../src/model/decision.ts';
import type { Hold } from '../../src/model/generated/plan.ts';
import { approvalState, holdGroups, isApprovable, type ApprovalQuestion } from '../../src/rules/approvals.ts';

const DIGEST = 'd'.repeat(64);
const NOW = '2026-11-22T12:00:00.000Z';
const LATER = '2026-11-22T16:00:00.000Z';

const yes = (actor: string, given: Partial<Decision> = {}): Decision => ({
  id: `${DIGEST}:${actor}:${given.group ?? ''}`,
  digest: DIGEST,
  verdict: 'approved',
  actor,
  group: null,
  at: '2026-11-22T11:00:00.000Z',
  expires: LATER,
  reason: null,
  consumed: null,
  ...given,
});
const no = (actor: string, given: Partial<Decision> = {}): Decision => yes(actor, { verdict: 'rejected', ...given });
const group = (name: string, given: Partial<HoldGroup> = {}): HoldGroup => ({
  group: name,
  count: 1,
  isFourEyes: false,
  expiresMs: null,
  ...given,
});
const ask = (given: Partial<ApprovalQuestion>) =>
  approvalState({
    digest: DIGEST,
    groups: [],
    requester: 'rita',
    decisions: [],
    members: new Map(),
    now: NOW,
    ...given,
  });
const finance = new Map([['finance', ['ann', 'bob']]]);

describe('a change that names nobody', () => {
  it('waits for anybody', () => {
    expect(ask({})).toEqual({ status: 'waiting', by: [], missing: [{ group: '', count: 1 }], expires: null });
  });

  it('is released by one yes, also of who asked for it', () => {
    expect(ask({ decisions: [yes('rita')] })).toEqual({
      status: 'approved',
      by: ['rita'],
      missing: [],
      expires: LATER,
    });
  });

  it('counts a yes that was given for some group', () => {
    expect(ask({ decisions: [yes('ann', { group: 'finance' })] }).status).toBe('approved');
  });
});

describe('groups', () => {
  it('count only their members, when they are declared', () => {
    const asked = { groups: [group('finance')], members: finance };

    expect(ask({ ...asked, decisions: [yes('eve', { group: 'finance' })] }).status).toBe('waiting');
    expect(ask({ ...asked, decisions: [yes('ann', { group: 'finance' })] }).status).toBe('approved');
  });

  it('that nobody declared accept anybody who claims them', () => {
    const asked = { groups: [group('legal')], members: finance };

    expect(ask({ ...asked, decisions: [yes('eve', { group: 'legal' })] }).status).toBe('approved');
    expect(ask({ ...asked, decisions: [yes('eve')] }).status).toBe('waiting');
    expect(ask({ ...asked, decisions: [yes('eve', { group: 'finance' })] }).status).toBe('waiting');
  });

  it('count different people, whatever the spelling of a name', () => {
    const asked = { groups: [group('finance', { count: 2 })] };
    const ann = yes('ann', { group: 'finance' });

    expect(ask({ ...asked, decisions: [ann, { ...ann, actor: ' Ann ' }] })).toMatchObject({
      status: 'waiting',
      missing: [{ group: 'finance', count: 1 }],
    });
    expect(ask({ ...asked, decisions: [ann, yes('bob', { group: 'finance' })] })).toMatchObject({
      status: 'approved',
      by: ['ann', 'bob'],
    });
  });

  it('must all say yes; who said so already is told', () => {
    const asked = { groups: [group('finance'), group('legal')], decisions: [yes('ann', { group: 'finance' })] };

    expect(ask(asked)).toEqual({
      status: 'waiting',
      by: ['ann'],
      missing: [{ group: 'legal', count: 1 }],
      expires: null,
    });
  });

  it('need at least one person, even where none is asked for', () => {
    expect(ask({ groups: [group('finance', { count: 0 })] }).status).toBe('waiting');
  });
});

describe('four eyes', () => {
  const asked = { groups: [group('', { isFourEyes: true })] };

  it('leave out who asked for it, in any spelling', () => {
    expect(ask({ ...asked, decisions: [yes('RITA')] }).status).toBe('waiting');
    expect(ask({ ...asked, decisions: [yes('rita'), yes('ann')] })).toMatchObject({ status: 'approved', by: ['ann'] });
  });

  it('leave out nobody when nobody knows who asked', () => {
    expect(ask({ ...asked, requester: null, decisions: [yes('rita')] }).status).toBe('approved');
  });
});

describe('a rejection', () => {
  it('outweighs every yes', () => {
    expect(ask({ decisions: [yes('ann'), no('bob'), yes('carl')] })).toEqual({
      status: 'rejected',
      by: ['bob'],
      missing: [],
      expires: null,
    });
  });

  it('is taken back by a later yes of the same person, and by nobody else', () => {
    const rejected = no('bob', { at: '2026-11-22T10:00:00.000Z' });

    expect(ask({ decisions: [rejected, yes('bob', { group: 'x' })] }).status).toBe('approved');
    expect(ask({ decisions: [yes('bob', { group: 'x' }), rejected] }).status).toBe('approved');
    expect(ask({ decisions: [rejected, yes('ann')] }).status).toBe('rejected');
  });

  it('follows an earlier yes, and wins at the same instant', () => {
    expect(ask({ decisions: [yes('bob'), no('bob', { group: 'x', at: NOW })] }).status).toBe('rejected');
    expect(ask({ decisions: [yes('bob'), no('bob', { group: 'x' })] }).status).toBe('rejected');
    expect(ask({ decisions: [no('bob', { group: 'x' }), yes('bob')] }).status).toBe('rejected');
  });

  it('ends like a yes', () => {
    expect(ask({ decisions: [no('bob', { expires: NOW }), yes('ann')] }).status).toBe('approved');
    expect(ask({ decisions: [no('bob', { consumed: 'run' }), yes('ann')] }).status).toBe('approved');
  });
});

describe('time', () => {
  it('ends a yes at its expiry', () => {
    expect(ask({ decisions: [yes('ann', { expires: NOW })] }).status).toBe('waiting');
    expect(ask({ decisions: [yes('ann', { expires: '2026-11-22T12:00:00.001Z' })] }).status).toBe('approved');
  });

  it('ends a yes when the policy says so, even if it was given for longer', () => {
    const asked = { groups: [group('finance', { expiresMs: 3_600_000 })] };
    const given = yes('ann', { group: 'finance', at: '2026-11-22T11:00:00.001Z' });

    expect(ask({ ...asked, decisions: [given] })).toMatchObject({
      status: 'approved',
      expires: '2026-11-22T12:00:00.001Z',
    });
    expect(ask({ ...asked, decisions: [{ ...given, at: '2026-11-22T11:00:00.000Z' }] }).status).toBe('waiting');
  });

  it('says when too few are left, not when the first one leaves', () => {
    const decisions = [
      yes('ann', { group: 'g', expires: '2026-11-22T13:00:00.000Z' }),
      yes('bob', { group: 'g', expires: '2026-11-22T14:00:00.000Z' }),
      yes('carl', { group: 'g', expires: '2026-11-22T15:00:00.000Z' }),
      yes('ann', { group: 'h', expires: '2026-11-22T17:00:00.000Z' }),
    ];

    expect(ask({ groups: [group('g', { count: 2 }), group('h')], decisions }).expires).toBe('2026-11-22T14:00:00.000Z');
  });

  it('takes the longest of two words of one person', () => {
    const decisions = [yes('ann', { group: 'g' }), yes('ann', { group: 'h', expires: '2026-11-22T18:00:00.000Z' })];

    expect(ask({ decisions }).expires).toBe('2026-11-22T18:00:00.000Z');
    expect(ask({ decisions: decisions.toReversed() }).expires).toBe('2026-11-22T18:00:00.000Z');
  });

  it('never rests on a text that is no instant', () => {
    const asked = { groups: [group('g', { expiresMs: 1_000 })] };

    expect(ask({ decisions: [yes('ann', { expires: 'never' })] }).status).toBe('waiting');
    expect(ask({ ...asked, decisions: [yes('ann', { group: 'g', at: 'then' })] }).status).toBe('waiting');
  });
});

describe('laws', () => {
  const name = fc.constantFrom('ann', 'bob', 'carl', 'rita', 'eve');
  const groupName = fc.constantFrom('finance', 'legal', 'it');
  const instant = fc
    .integer({ min: Date.parse('2026-11-20T00:00:00Z'), max: Date.parse('2026-11-25T00:00:00Z') })
    .map((ms) => new Date(ms).toISOString());
  const decision = fc
    .record({
      actor: name,
      verdict: fc.constantFrom('approved' as const, 'approved' as const, 'approved' as const, 'rejected' as const),
      group: fc.option(groupName),
      at: instant,
      expires: instant,
      consumed: fc.option(fc.constant('run'), { freq: 3 }),
      digest: fc.constantFrom(DIGEST, DIGEST, 'e'.repeat(64)),
    })
    .map((given) => yes(given.actor, given));
  const question = fc.record({
    digest: fc.constant(DIGEST),
    groups: fc.uniqueArray(
      fc.record({
        group: groupName,
        count: fc.integer({ min: 1, max: 3 }),
        isFourEyes: fc.boolean(),
        expiresMs: fc.option(fc.integer({ min: 1, max: 200_000_000 })),
      }),
      { selector: (each) => each.group, maxLength: 2 },
    ),
    requester: fc.option(name),
    decisions: fc.array(decision, { maxLength: 12 }),
    members: fc.constantFrom(finance, new Map<string, readonly string[]>()),
    now: fc.constant(NOW),
  });
  const isLive = ({ digest, consumed, expires }: Decision): boolean =>
    digest === DIGEST && consumed === null && expires > NOW;

  it('only standing words of this digest count: all others change nothing', () => {
    fc.assert(
      fc.property(question, (asked) => {
        expect(approvalState({ ...asked, decisions: asked.decisions.filter(isLive) })).toEqual(approvalState(asked));
      }),
    );
  });

  it.each([
    ['another digest', { digest: 'e'.repeat(64) }],
    ['an expired yes', { expires: NOW }],
    ['a yes that was used up', { consumed: 'run-1' }],
  ])('%s never approves', (_, given) => {
    fc.assert(
      fc.property(question, (asked) => {
        const decisions = asked.decisions.map((each) => ({ ...each, ...given }));

        expect(approvalState({ ...asked, decisions }).status).toBe('waiting');
      }),
    );
  });

  it('the order of the words does not matter', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { status, missing, expires } = approvalState(asked);

        expect(approvalState({ ...asked, decisions: asked.decisions.toReversed() })).toMatchObject({
          status,
          missing,
          expires,
        });
      }),
    );
  });

  it('what is approved has enough different members who did not ask for it, none of whom may speak falsely', () => {
    fc.assert(
      fc.property(question, (asked) => {
        if (approvalState(asked).status !== 'approved') return;
        for (const { group: wanted, count, isFourEyes } of asked.groups) {
          const people = asked.decisions
            .filter((each) => isLive(each) && each.verdict === 'approved' && each.group === wanted)
            .map(({ actor }) => actor)
            .filter((actor) => !isFourEyes || actor !== asked.requester)
            .filter((actor) => asked.members.get(wanted)?.includes(actor) ?? true);
          expect(new Set(people).size).toBeGreaterThanOrEqual(count);
        }
      }),
    );
  });

  it('it is approved right until the instant that it names, and not at it', () => {
    fc.assert(
      fc.property(question, (drawn) => {
        // A yes from the future counts from its own instant on: another law.
        const asked = { ...drawn, decisions: drawn.decisions.filter(({ at }) => at <= drawn.now) };
        const { expires } = approvalState(asked);
        if (expires === null) return;
        const before = new Date(Date.parse(expires) - 1).toISOString();

        expect(approvalState({ ...asked, now: expires }).status).not.toBe('approved');
        if (before >= NOW) expect(approvalState({ ...asked, now: before }).status).toBe('approved');
      }),
    );
  });
});

describe('holdGroups', () => {
  const hold = (given: Partial<Hold>): Hold => ({ code: 'approval', reason: 'r', ...given });

  it('asks nobody for holds that name nobody', () => {
    expect(holdGroups([hold({}), hold({ count: 1, four_eyes: false })])).toEqual([]);
  });

  it('asks each group once, with the strictest of its terms, sorted', () => {
    const holds = [
      hold({ from: 'legal' }),
      hold({ from: 'finance', count: 2, valid_ms: 5 }),
      hold({ from: 'finance', four_eyes: true, valid_ms: 3 }),
      hold({ from: 'finance', valid_ms: 9 }),
    ];

    expect(holdGroups(holds)).toEqual([
      { group: 'finance', count: 2, isFourEyes: true, expiresMs: 3 },
      { group: 'legal', count: 1, isFourEyes: false, expiresMs: null },
    ]);
  });

  it.each([[{ four_eyes: true }], [{ count: 2 }], [{ valid_ms: 5 }]])('asks anybody under the terms %j', (terms) => {
    expect(holdGroups([hold(terms)])).toMatchObject([{ group: '' }]);
  });
});

describe('isApprovable', () => {
  const holds = (...codes: string[]): Hold[] => codes.map((code) => ({ code, reason: 'r' }));

  it.each([
    'approval guard first_contact foreign_edit vanished on_delete on_orphan on_missing tombstone',
    'fight differs quarantined parked limit',
    'group guard',
  ])('a yes releases %s', (codes) => {
    expect(isApprovable(holds(...codes.split(' ')))).toBe(true);
  });

  it.each([
    'rule',
    'ref_missing',
    'not_selected',
    'parent',
    'invalid',
    'key_missing',
    'group_invalid',
    'approval rule',
  ])('a yes does not settle %s', (codes) => {
    expect(isApprovable(holds(...codes.split(' ')))).toBe(false);
  });

  it('there is nothing to release where nothing is held', () => {
    expect(isApprovable([])).toBe(false);
  });
});
