/** What scenarios are about. */
export interface Topic {
  readonly name: string;
  readonly count: number;
}

/** Topics with how many scenarios each has, most first. */
export function countTopics(topics: readonly string[]): readonly Topic[] {
  const counts = new Map<string, number>();
  for (const topic of topics) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
