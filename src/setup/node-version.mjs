/** Refuses a Node that is too old, in a sentence. Plain syntax only: an old Node must be able to read this file. */
const LEAST_MAJOR = 20;

export function checkNodeVersion() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= LEAST_MAJOR) return;
  console.error(
    `Hoplight needs Node ${LEAST_MAJOR} or newer; this is Node ${process.versions.node} (${process.execPath}).`,
  );
  process.exit(2);
}
