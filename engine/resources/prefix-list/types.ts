import type { Cidr } from '../../ip/index.ts';
import type { PrefixListId } from '../../model/id.ts';

export interface PrefixList {
  readonly kind: 'prefix-list';
  readonly id: PrefixListId;
  /** For AWS-managed lists the service, such as `com.amazonaws.us-east-1.s3`. */
  readonly name: string | undefined;
  /** `undefined` when the contents are not known (RT-25). */
  readonly entries: readonly Cidr[] | undefined;
  /** The most entries the list may hold; it counts against quotas (SG-18). */
  readonly maxEntries: number | undefined;
}
