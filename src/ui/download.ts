/** Hands a text, or what has a type of its own, to the user as a file. Nothing is sent: the file is made in this page. */
export function download(name: string, text: string | Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(typeof text === 'string' ? new Blob([text], { type: 'text/plain' }) : text);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
