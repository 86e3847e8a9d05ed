// The core knows no host. Of what every host has (Node, browser, phone) it uses the WHATWG encoders only;
// lib.dom and @types/node would let far more compile than the core may use.
declare class TextEncoder {
  encode(text?: string): Uint8Array;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: Uint8Array): string;
}
