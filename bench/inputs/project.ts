/** Projects to open in the app: networks of {@link largeTopology} as documents, each with one question to be mended. */
import { loadDocument } from '../../engine/index.ts';
import type { InputFile, Question } from '../../engine/index.ts';
import { hybridDocument } from '../../test/vectors/hybrid-document.ts';
import { randomFrom } from '../random.ts';
import { largeFlows, largeTopology } from './network.ts';
import { mendable } from './question.ts';

export interface GeneratedProject {
  readonly file: InputFile;
  /** How many resources its document names. */
  readonly resources: number;
}

/** @param vpcs - how many the interfaces are spread over; 20 when left out */
export function generatedProject(interfaces: number, vpcs?: number): GeneratedProject {
  const random = randomFrom(7);
  const topology = largeTopology(random, interfaces, vpcs);
  const document = hybridDocument(topology);
  const asked = largeFlows(random, topology, 200).flatMap(({ from, dst, dport }): Question[] =>
    from === 'internet' ? [] : [{ from, to: dst, protocol: 'tcp', port: dport }],
  );
  const question = mendable(loadDocument(document).network, asked);
  const text = JSON.stringify({ ...document, name: `${interfaces} interfaces`, flows: [question] });
  const resources = Object.values(document).reduce<number>(
    (sum, section) => sum + (Array.isArray(section) ? section.length : 0),
    0,
  );
  return { file: { path: 'network.json', text }, resources };
}
