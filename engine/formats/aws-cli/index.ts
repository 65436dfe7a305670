/** Output of AWS CLI describe commands to a hoplight/1 document. */

export { isAwsCli } from './answers.ts';
export { readAwsCli } from './read.ts';
