/** The files with which `hoplight open` was started, when this page is served by it. */
import type { InputFile } from '../../engine/index.ts';

/** @returns `null` unless the address asks for an input and the server holds one */
export async function servedInput(): Promise<readonly InputFile[] | null> {
  if (!new URLSearchParams(location.search).has('input')) return null;
  try {
    const response = await fetch('./hoplight-input.json');
    if (!response.ok) return null;
    const body: unknown = await response.json();
    const files = typeof body === 'object' && body !== null && 'files' in body ? body.files : null;
    return Array.isArray(files) ? files.filter(isInputFile) : null;
  } catch {
    return null; // no server behind the page, or no such file: as if none were asked for
  }
}

function isInputFile(value: unknown): value is InputFile {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'path' in value && typeof value.path === 'string' && 'text' in value && typeof value.text === 'string'
  );
}
