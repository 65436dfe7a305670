import { expect, test } from 'vitest';

import { formatCidr, parseCidr } from '../../../engine/ip/index.ts';
import { splitIntoParts } from '../../../engine/plan/index.ts';

test.each([
  ['10.10.0.0/16', 4, ['10.10.0.0/18', '10.10.64.0/18', '10.10.128.0/18', '10.10.192.0/18']],
  ['10.10.0.0/16', 3, ['10.10.0.0/18', '10.10.64.0/18', '10.10.128.0/18', '10.10.192.0/18']],
  ['10.10.0.0/16', 1, ['10.10.0.0/16']],
  ['2001:db8::/56', 2, ['2001:db8::/57', '2001:db8:0:80::/57']],
  ['10.10.0.0/31', 4, undefined],
  ['10.10.0.0/16', 0, undefined],
  ['10.10.0.0/16', 1.5, undefined],
])('ADDR-7 splitting: %s into %d parts', (text, parts, expected) => {
  const cidr = parseCidr(text) ?? expect.fail(text);
  expect(splitIntoParts(cidr, parts)?.map(formatCidr)).toEqual(expected);
});
