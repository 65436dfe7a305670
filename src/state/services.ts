/** Names for the services people ask about most, in the order in which they are offered. */

export interface Service {
  /** As it stands in the question: `tcp/443`. */
  readonly value: string;
  readonly name: string;
}

export const services: readonly Service[] = [
  { value: 'tcp/443', name: 'https' },
  { value: 'tcp/80', name: 'http' },
  { value: 'tcp/22', name: 'ssh' },
  { value: 'tcp/3389', name: 'rdp' },
  { value: 'tcp/5432', name: 'postgres' },
  { value: 'tcp/3306', name: 'mysql' },
  { value: 'tcp/1433', name: 'sql server' },
  { value: 'tcp/6379', name: 'redis' },
  { value: 'tcp/27017', name: 'mongodb' },
  { value: 'tcp/9092', name: 'kafka' },
  { value: 'tcp/2049', name: 'nfs' },
  { value: 'tcp/8080', name: 'http-alt' },
  { value: 'tcp/25', name: 'smtp' },
  { value: 'udp/53', name: 'dns' },
  { value: 'udp/123', name: 'ntp' },
  { value: 'icmp/8', name: 'ping' },
  { value: 'icmpv6/128', name: 'ping6' },
];
