/** What the content security policy of this page lets pass; the build puts it into a meta element. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

// Read by the library that locks scrolling behind dialogs when it adds its style element.
Object.assign(globalThis, { __webpack_nonce__: nonce })
