/** `hoplight schema`: the JSON Schema of hoplight/1 documents, for editors and validators. */
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { documentJsonSchema } from '../../../engine/index.ts';
import { exitStatus, UsageError } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { print } from '../output/terminal.ts';
import { examples } from './options.ts';

export function addSchema(program: Command, run: (action: () => Promise<ExitStatus>) => Promise<void>): void {
  program
    .command('schema')
    .summary('print the JSON Schema of hoplight/1 documents')
    .description('Prints the JSON Schema that editors and validators check a hoplight/1 document with.')
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .addHelpText('after', examples([['hoplight schema -o hoplight-1.schema.json', 'a file for your editor']]))
    .action(({ output }: { readonly output?: string }) => run(() => schema(output)));
}

async function schema(output: string | undefined): Promise<ExitStatus> {
  const text = JSON.stringify(documentJsonSchema(), null, 2);
  if (output === undefined) print(text);
  else await write(output, `${text}\n`);
  return exitStatus.yes;
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new UsageError(
      `\`${path}\` cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}
