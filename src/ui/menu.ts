/** One line of a menu. */
export interface MenuItem {
  readonly label: string;
  /** Dim at the right. */
  readonly detail?: string;
  /** As keys are printed. */
  readonly keys?: string;
  readonly disabled?: boolean;
  /** A hairline above it. */
  readonly apart?: boolean;
  /** A colour before the label, as CSS names it. */
  readonly swatch?: string;
  readonly run: () => void;
}
