import { describe, expect, test } from 'vitest';

import type { ReservedPurpose } from '../../../engine/plan/index.ts';
import { cloudRules, clouds, purposeText, subnetLimits } from '../../../engine/plan/index.ts';

test('every cloud has a name, a source and limits that its family can have', () => {
  expect(new Set(clouds.map((cloud) => cloudRules(cloud).label)).size).toBe(clouds.length);
  for (const cloud of clouds) {
    expect(cloudRules(cloud).source).toMatch(/^(https:\/\/|RFC )/);
    for (const family of [4, 6] as const) {
      const { shortest, longest, step } = subnetLimits(cloud, family);
      expect(shortest).toBeGreaterThanOrEqual(0);
      expect(longest).toBeLessThanOrEqual(family === 4 ? 32 : 128);
      expect((longest - shortest) % step).toBe(0);
    }
  }
});

describe('purposeText', () => {
  test.each([
    ['vpc-router', 'aws', 'VPC router'],
    ['dns', 'aws', 'Reserved for DNS'],
    ['future-use', 'gcp', 'Kept for future use'],
    ['gateway', 'azure', 'Default gateway'],
    ['broadcast', 'oci', 'Broadcast, not supported'],
    ['broadcast', 'standard', 'Broadcast'],
  ] as const)('%s on %s is "%s"', (purpose, cloud, text) => {
    expect(purposeText(purpose, cloud)).toBe(text);
  });

  test('no two purposes of a cloud read alike', () => {
    for (const cloud of clouds) {
      const { reserved } = cloudRules(cloud);
      const purposes = new Set<ReservedPurpose>(
        ([4, 6] as const).flatMap((family) => [...reserved[family].leading, ...reserved[family].trailing]),
      );
      expect(new Set([...purposes].map((purpose) => purposeText(purpose, cloud))).size).toBe(purposes.size);
    }
  });
});
