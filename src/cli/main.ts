#!/usr/bin/env node
/** The `hoplight` command: runs one command and leaves with its exit status. */
import { leaveQuietlyWhenTheReaderIsGone } from './output/terminal.ts';
import { run } from './program.ts';

leaveQuietlyWhenTheReaderIsGone();
process.exitCode = await run(process.argv.slice(2));
