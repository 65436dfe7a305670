/** Opens the user's browser, where there is one to see. */
import { spawn } from 'node:child_process';
import { platform } from 'node:process';

/** Opens `url`; does nothing without a display, and nothing is said when it fails: the address has been printed. */
export function openBrowser(url: string): void {
  const hasDisplay =
    platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  if (!hasDisplay || process.env['CI']) return;
  const [command, ...args] = openers[platform] ?? ['xdg-open'];
  if (command === undefined) return;
  const child = spawn(command, [...args, url], { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
}

const openers: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};
