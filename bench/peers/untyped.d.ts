/** The parts used of peers that come without types. */

declare module 'ipcheck' {
  export default class IPCheck {
    constructor(text: string);
    readonly valid: boolean;
    match(cidr: string | IPCheck): boolean;
    static match(ip: string, cidr: string): boolean;
  }
}

declare module 'ip-router' {
  export default class IPRouter<T> {
    insert(cidr: string, value: T): void;
    route(ip: string): T | undefined;
  }
}

declare module 'cidr-split' {
  interface SplitCidr {
    split(): SplitCidr[];
    toString(): string;
  }
  const cidrSplit: { fromString(text: string): SplitCidr };
  export default cidrSplit;
}
