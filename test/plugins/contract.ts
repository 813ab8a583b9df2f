import { contractCases, type ContractHarness } from 'concordat/testing';
import { describe, it } from 'vitest';

/** Runs the published contract suite under vitest. */
export function describeContract(name: string, harness: ContractHarness): void {
  describe(`${name} keeps the contract of connectors`, () => {
    for (const { name: sentence, run } of contractCases(harness)) it(sentence, run);
  });
}
