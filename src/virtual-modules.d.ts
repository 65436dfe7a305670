/** Made by build/scenario-index.ts from the front matter of the stories and from flows.json. */
declare module 'virtual:scenario-index' {
  export const entries: readonly {
    readonly slug: string;
    readonly title: string;
    readonly question: string;
    readonly level: 'starter' | 'medium' | 'hard';
    readonly topics: readonly string[];
    readonly flows: readonly object[];
  }[];
}

declare module 'virtual:engine-worker' {
  /** The address of the engine's worker, a module. */
  const address: string;
  export default address;
}
