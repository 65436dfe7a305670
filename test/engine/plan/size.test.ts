import { describe, expect, test } from 'vitest';

import { parseCidr } from '../../../engine/ip/index.ts';
import { fitsSubnet, fitsVpc } from '../../../engine/plan/index.ts';

function verdict(question: typeof fitsVpc, text: string): string {
  const fit = question(parseCidr(text) ?? expect.fail(text));
  return fit.fits ? 'fits' : `${fit.reason} ${fit.rule ?? ''}`;
}

describe('fitsVpc', () => {
  test.each([
    ['VPC-1 size', '10.0.0.0/16', 'fits'],
    ['VPC-1 size', '10.0.0.0/28', 'fits'],
    ['VPC-1 size', '10.0.0.0/15', 'too-large VPC-1'],
    ['VPC-1 size', '10.0.0.0/29', 'too-small VPC-1'],
    ['VPC-2 range', '8.8.0.0/16', 'fits'],
    ['VPC-2 range', '100.64.0.0/16', 'fits'],
    ['VPC-2 range', '0.1.0.0/16', 'refused-range VPC-2'],
    ['VPC-2 range', '127.0.0.0/16', 'refused-range VPC-2'],
    ['VPC-2 range', '169.254.0.0/16', 'refused-range VPC-2'],
    ['VPC-2 range', '224.0.0.0/16', 'refused-range VPC-2'],
    ['VPC-10 IPv6 size', '2001:db8::/44', 'fits'],
    ['VPC-10 IPv6 size', '2001:db8::/56', 'fits'],
    ['VPC-10 IPv6 size', '2001:db8::/54', 'step VPC-10'],
    ['VPC-10 IPv6 size', '2001:db8::/40', 'too-large VPC-10'],
    ['VPC-10 IPv6 size', '2001:db8::/64', 'too-small VPC-10'],
  ])('%s: %s %s', (_claim, text, expected) => {
    expect(verdict(fitsVpc, text)).toBe(expected);
  });
});

describe('fitsSubnet', () => {
  test.each([
    ['SUB-1 size', '10.0.0.0/16', 'fits'],
    ['SUB-1 size', '10.0.0.0/28', 'fits'],
    ['SUB-1 size', '10.0.0.0/15', 'too-large SUB-1'],
    ['SUB-1 size', '10.0.0.0/29', 'too-small SUB-1'],
    ['SUB-3 IPv6 size', '2001:db8::/60', 'fits'],
    ['SUB-3 IPv6 size', '2001:db8::/64', 'fits'],
    ['SUB-3 IPv6 size', '2001:db8::/62', 'step SUB-3'],
    ['SUB-3 IPv6 size', '2001:db8::/65', 'too-small SUB-3'],
  ])('%s: %s %s', (_claim, text, expected) => {
    expect(verdict(fitsSubnet, text)).toBe(expected);
  });
});

test.each([
  ['azure', '10.0.0.0/29', 'fits'],
  ['azure', '10.0.0.0/30', 'too-small'],
  ['azure', '0.0.0.0/1', 'too-large'],
  ['azure', '2001:db8::/64', 'fits'],
  ['azure', '2001:db8::/60', 'too-large'],
  ['gcp', '240.0.0.0/4', 'fits'],
  ['gcp', '10.0.0.0/30', 'too-small'],
  ['gcp', '2001:db8::/65', 'too-small'],
  ['oci', '10.0.0.0/30', 'fits'],
  ['oci', '10.0.0.0/15', 'too-large'],
  ['oci', '10.0.0.0/31', 'too-small'],
  ['standard', '0.0.0.0/0', 'fits'],
  ['standard', '2001:db8::/128', 'fits'],
] as const)('fitsSubnet on %s: %s %s', (cloud, text, expected) => {
  const fit = fitsSubnet(parseCidr(text) ?? expect.fail(text), cloud);
  expect(fit.fits ? 'fits' : fit.reason).toBe(expected);
});
