/** Where the page runs, as far as keys are named after it. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
