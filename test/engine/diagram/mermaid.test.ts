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

test('notes are flags in the frame of what they are on, tied to what is no frame', () => {
  const { network } = loadDocument({
    format: 'hoplight/1',
    vpcs: [{ id: 'vpc-1', name: 'shop', cidrBlock: '10.0.0.0/16' }],
    subnets: [{ id: 's-1', name: 'app', vpc: 'vpc-1', cidrBlock: '10.0.0.0/24' }],
    instances: [{ id: 'i-1', name: 'app-1', subnet: 's-1', privateIp: '10.0.0.10' }],
  });
  const place = { x: 0, y: 0 };
  const notes = [
    { id: 'note:1', text: 'Ask first:\n"]; click', on: 'i-1', ...place },
    { id: 'note:2', text: 'Production', on: 'vpc-1', ...place },
    { id: 'note:3', text: 'Draft', on: null, ...place },
    { id: 'note:4', text: 'Lost', on: 'gone', ...place },
  ];
  expect(mermaidText(diagramOf(network), notes)).toBe(`flowchart TB
  subgraph n0["shop<br>10.0.0.0/16"]
    subgraph n1["app<br>10.0.0.0/24"]
      n2{{"app-1<br>10.0.0.10"}}
      note0>"Ask first:<br>#34;#93;#59; click"]
      note0 -.- n2
    end
    note1>"Production"]
  end
  note2>"Draft"]
  note3>"Lost"]
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
