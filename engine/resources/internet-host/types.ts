import type { Address } from '../../ip/index.ts';

/** A named host on the internet, so that documents can say `partner-api` for an address. */
export interface InternetHost {
  readonly kind: 'internet-host';
  readonly id: string;
  readonly name: string | undefined;
  readonly address: Address;
}
