/**
 * The texts of the shipped scenario files by name, such as `defaults.yaml`; for `memoryFiles({
 * shipped: shippedScenarios })`.
 */
export declare const shippedScenarios: Readonly<Record<string, string>>;
