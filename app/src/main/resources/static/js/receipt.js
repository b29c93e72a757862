// Verifies a receipt with nothing but the receipt and the log's key: the same steps as `./yici verify` (ReceiptVerifier.java), by
// WebCrypto, without a server. RFC 6962 (hashes), RFC 9162 section 2.1.3.2 (path), C2SP signed-note and tlog-checkpoint (signature).
// Every doubt ends in a Failure, which names its reason.

const encoder = new TextEncoder();

/** Why a step fails; the code is a key of the page's words. */
export class Failure extends Error {
    constructor(code) {
        super(code);
        this.code = code;
    }
}

/** The browser lacks what a step needs: it says nothing for or against the receipt. */
export class Unsupported extends Error {}

const refuse = code => { throw new Failure(code); };

export const hex = bytes => [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');

function concatenated(...parts) {
    const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
        all.set(part, at);
        at += part.length;
    }
    return all;
}

/** Base64 (RFC 4648, section 4) in the one form that stands for its bytes. */
export function bytesOf(base64, code) {
    let binary;
    try {
        binary = atob(base64);
    } catch {
        refuse(code);
    }
    return btoa(binary) === base64 ? Uint8Array.from(binary, c => c.charCodeAt(0)) : refuse(code);
}

async function sha256(...parts) {
    if (!globalThis.crypto?.subtle) throw new Unsupported('sha-256');
    return new Uint8Array(await crypto.subtle.digest('SHA-256', concatenated(...parts)));
}

/** The text of a receipt's file as the ledger writes it; JSON.stringify escapes as RFC 8785 does. */
function written(receipt) {
    const path = receipt.path.map(hash => '\n    ' + JSON.stringify(hash)).join(',');
    return '{\n  "format": "yici-receipt/1",\n  "index": ' + receipt.index + ',\n  "entry": ' + JSON.stringify(receipt.entry)
        + ',\n  "path": [' + path + (receipt.path.length ? '\n  ]' : ']') + ',\n  "checkpoint": '
        + JSON.stringify(receipt.checkpoint) + '\n}\n';
}

/** Reads a receipt's file: what is not byte for byte what the ledger wrote is refused. */
export function parse(file) {
    let text = file;
    if (typeof file !== 'string') {
        try {
            text = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(file);
        } catch {
            refuse('not-text');
        }
    }
    let receipt;
    try {
        receipt = JSON.parse(text);
    } catch {
        refuse('not-json');
    }
    const whole = receipt && typeof receipt === 'object' && Number.isSafeInteger(receipt.index) && receipt.index >= 0
        && typeof receipt.entry === 'string' && typeof receipt.checkpoint === 'string'
        && Array.isArray(receipt.path) && receipt.path.every(hash => typeof hash === 'string');
    if (!whole) refuse('not-a-receipt');
    if (receipt.entry.isWellFormed?.() === false || receipt.checkpoint.isWellFormed?.() === false) refuse('not-text');
    return written(receipt) === text ? receipt : refuse('rewritten');
}

/** The hash of a leaf: SHA-256(0x00 || entry). */
export const leafHash = entry => sha256(Uint8Array.of(0), encoder.encode(entry));

const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);

/** A signed note with the one signature of the log. */
function note(text) {
    // eslint-disable-next-line no-control-regex
    if (/[\u0000-\u0009\u000b-\u001f]/.test(text) || !text.endsWith('\n')) refuse('checkpoint-form');
    const end = text.lastIndexOf('\n\n');
    if (end < 0) refuse('checkpoint-form');
    const lines = text.slice(end + 2).split('\n');
    const signature = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/=]+)$/u.exec(lines[0]);
    // A second line could be anybody's, and altered without breaking the first.
    if (lines.length !== 2 || !signature) refuse('checkpoint-form');
    const bytes = bytesOf(signature[2], 'checkpoint-form');
    if (bytes.length !== 68) refuse('checkpoint-form');
    return {text: text.slice(0, end + 1), name: signature[1], id: bytes.slice(0, 4), signature: bytes.slice(4)};
}

/** Origin, size and root of a checkpoint's text. */
function checkpoint(text) {
    const lines = text.split('\n');
    if (lines.length !== 4 || lines[0] === '' || lines[3] !== '' || !/^(0|[1-9][0-9]{0,18})$/.test(lines[1])) {
        refuse('checkpoint-form');
    }
    const root = bytesOf(lines[2], 'checkpoint-form');
    return root.length === 32 ? {origin: lines[0], size: BigInt(lines[1]), root} : refuse('checkpoint-form');
}

/** The hash that a leaf's path leads to in a tree of a size; a path of another length than it must have is refused. */
async function rootOf(leaf, index, size, path) {
    let fn = BigInt(index);
    let sn = size - 1n;
    if (fn > sn) refuse('path');
    let hash = leaf;
    for (const text of path) {
        const sibling = bytesOf(text, 'path');
        if (sn === 0n || sibling.length !== 32) refuse('path');
        if ((fn & 1n) === 1n || fn === sn) {
            hash = await nodeHash(sibling, hash);
            while ((fn & 1n) === 0n && fn !== 0n) {
                fn >>= 1n;
                sn >>= 1n;
            }
        } else {
            hash = await nodeHash(hash, sibling);
        }
        fn >>= 1n;
        sn >>= 1n;
    }
    return sn === 0n ? hash : refuse('path');
}

/** A verifier key, name+id+base64(0x01 || key), whose id is that of its name and key. */
async function verifierKey(text) {
    const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text) ?? refuse('key-form');
    const typed = bytesOf(base64, 'key-form');
    if (typed.length !== 33 || typed[0] !== 1) refuse('key-form');
    const key = {name, raw: typed.slice(1)};
    return hex(await keyId(key.name, key.raw)) === id ? key : refuse('key-form');
}

const keyId = async (name, raw) => (await sha256(encoder.encode(name + '\n'), Uint8Array.of(1), raw)).slice(0, 4);

/** The line of a log's name: a log that was lost is begun anew under the same name and a number, by the same key. */
const lineOf = name => /^(.+)\/([2-9]|[1-9][0-9]{1,5})$/.exec(name)?.[1] ?? name;

async function checkSignature(signed, vkey) {
    const key = await verifierKey(vkey.trim());
    const name = lineOf(signed.name) === lineOf(key.name) ? signed.name : key.name;
    if (signed.name !== name || hex(signed.id) !== hex(await keyId(name, key.raw))) refuse('other-key');
    if (checkpoint(signed.text).origin !== name) refuse('other-log');
    let imported;
    try {
        imported = await crypto.subtle.importKey('raw', key.raw, {name: 'Ed25519'}, false, ['verify']);
    } catch {
        throw new Unsupported('ed25519');
    }
    const holds = await crypto.subtle.verify({name: 'Ed25519'}, imported, signed.signature, encoder.encode(signed.text));
    if (holds !== true) refuse('signature');
    return hex(signed.id);
}

/**
 * Verifies step by step. A step is {name, state: 'good' | 'bad' | 'unknown' | 'skipped', detail, reason}; the verdict is good only if
 * every step is.
 *
 * @param source a receipt's file (text or bytes), or an inclusion proof {index, path, checkpoint} without an entry
 * @param vkey the log's key
 * @param printed hash of the leaf as a paper shows it, in hexadecimal, if there is a paper
 */
export async function verify(source, vkey, printed) {
    const steps = [];
    const facts = {};
    const step = async (name, check) => {
        if (steps.some(before => before.name === 'form' && before.state === 'bad')) {
            steps.push({name, state: 'skipped'});
            return;
        }
        try {
            steps.push({name, state: 'good', detail: await check()});
        } catch (failure) {
            const unknown = failure instanceof Unsupported;
            steps.push({name, state: unknown ? 'unknown' : 'bad', reason: unknown ? 'unsupported' : failure.code ?? 'form'});
        }
    };
    const bare = typeof source === 'object' && 'path' in source;
    await step('form', () => {
        facts.receipt = bare ? source : parse(source);
        facts.note = note(facts.receipt.checkpoint);
        facts.checkpoint = checkpoint(facts.note.text);
        return '';
    });
    await step('leaf', async () => {
        if (!bare) facts.leaf = await leafHash(facts.receipt.entry);
        else facts.leaf = Uint8Array.from(printed.match(/../g), pair => parseInt(pair, 16));
        const stated = bare ? hex(bytesOf(source.leaf, 'leaf')) : printed;
        return !stated || stated === hex(facts.leaf) ? hex(facts.leaf) : refuse('leaf');
    });
    await step('path', async () => {
        // Without its hash nothing is known of the leaf's way.
        if (!facts.leaf) throw new Unsupported('sha-256');
        const root = await rootOf(facts.leaf, facts.receipt.index, facts.checkpoint.size, facts.receipt.path);
        return hex(root) === hex(facts.checkpoint.root) ? hex(root) : refuse('path');
    });
    await step('signature', () => checkSignature(facts.note, vkey));
    const failed = steps.find(one => one.state === 'bad');
    const good = steps.length === 4 && steps.every(one => one.state === 'good');
    return {verdict: failed ? 'bad' : good ? 'good' : 'unknown', failed, steps, receipt: facts.receipt, checkpoint: facts.checkpoint};
}
