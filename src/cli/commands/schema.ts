/** `hoplight schema`: the JSON Schema of hoplight/1 documents, for editors and validators. */
import type { Command } from 'commander';
import { documentJsonSchema } from '../../../engine/index.ts';
import { exitStatus } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { put } from '../output/write-file.ts';
import { examples } from './options.ts';

export function addSchema(program: Command, run: (action: () => Promise<ExitStatus>) => Promise<void>): void {
  program
    .command('schema')
    .summary('print the JSON Schema of hoplight/1 documents')
    .description('Prints the JSON Schema that editors and validators check a hoplight/1 document with.')
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .addHelpText(
      'after',
      examples([['hoplight schema -o hoplight-1.schema.json', 'a file for your editor']]) +
        '\n\nExit status: 0 written, 2 wrong call.',
    )
    .action(({ output }: { readonly output?: string }) => run(() => schema(output)));
}

async function schema(output: string | undefined): Promise<ExitStatus> {
  await put(`${JSON.stringify(documentJsonSchema(), null, 2)}\n`, output);
  return exitStatus.yes;
}
