/** A network as a Mermaid flowchart. */
import { expect, test } from 'vitest';
import { diagramOf, loadDocument, mermaidText } from '../../../engine/index.ts';

test('frames are subgraphs, routes and attachments arrows', () => {
  const { network } = loadDocument({
    format: 'hoplight/1',
    vpcs: [{ id: 'vpc-1', name: 'shop', cidrBlock: '10.0.0.0/16', internetGateway: 'igw-1' }],
    subnets: [{ id: 's-1', name: 'public', vpc: 'vpc-1', cidrBlock: '10.0.0.0/24', routeTable: 'rt' }],
    routeTables: [{ id: 'rt', vpc: 'vpc-1', routes: [{ destination: '0.0.0.0/0', target: 'igw-1' }] }],
    instances: [{ id: 'i-1', name: 'web-1', subnet: 's-1', privateIp: '10.0.0.10' }],
  });
  expect(mermaidText(diagramOf(network))).toBe(`flowchart TB
  n0{{"internet"}}
  subgraph n1["shop<br>10.0.0.0/16"]
    subgraph n2["public<br>10.0.0.0/24"]
      n3{{"web-1<br>10.0.0.10"}}
    end
    n4("igw-1")
  end
  n2 -->|"0.0.0.0/0"| n4
  n4 --- n0
`);
});

test('names cannot end a label or bring markup', () => {
  const { network } = loadDocument({
    format: 'hoplight/1',
    vpcs: [{ id: 'vpc-1', name: '"]; click n0 <img src=x>', cidrBlock: '10.0.0.0/16' }],
  });
  expect(mermaidText(diagramOf(network))).toContain(
    '["#34;#93;#59; click n0 #60;img src#61;x#62;<br>10.0.0.0/16"]',
  );
});
