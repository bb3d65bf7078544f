/** One thing that went wrong on a page. */
export interface CheckError {
  message: string;
  /** Source of the program, from the source map where known. */
  file?: string;
  line?: number;
}

/** What `berth check` found out about one page. */
export interface PageReport {
  page: string;
  /** The page rendered. */
  opened: boolean;
  errors: CheckError[];
  /**
   * Failed `my.*` calls whose promise nobody looked at, as message. They are no errors of the page: without the network
   * that a program expects, every careless one would have some.
   */
  failedCalls: string[];
  /** `my.*` members the page called that do not exist or are not supported, without "my.". */
  missingApis: string[];
  /** Tags that are neither built in nor registered. */
  missingComponents: string[];
  /** What else the runtime advises: keys that come twice (F-DIR-4), calls in templates that call nothing. */
  warnings: string[];
  /** Visible text, in characters. */
  textLength: number;
  /** Elements drawn. */
  elementCount: number;
  /** File of the picture, when pictures were asked for. */
  screenshot?: string;
}

/** Answer of `berth check --json`. */
export interface CheckReport {
  program: string;
  pages: PageReport[];
  /** Every page opened without an error. Missing APIs that the program survives are reported, not counted. */
  ok: boolean;
}
