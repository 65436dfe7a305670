/** Hands a text, or what has a type of its own, to the user as a file. Nothing is sent: the file is made in this page. */
export function download(name: string, text: string | Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(typeof text === 'string' ? new Blob([text], { type: 'text/plain' }) : text);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** What every file system takes. */
export function fileName(name: string): string {
  const tame = name
    .replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '')
    .slice(0, 80);
  return tame === '' ? 'network' : tame;
}
