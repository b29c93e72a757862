// The page of a receipt and the page that takes anybody's: runs the steps of receipt.js and shows each with its result. Nothing is
// ever green that was not checked here.
import {verify} from './receipt.js';

const result = document.getElementById('verification');
const reason = code => document.querySelector(`#verification-reasons [data-code="${code}"]`)?.textContent ?? code;

function show({verdict, failed, steps}) {
    for (const step of steps) {
        const line = result.querySelector(`[data-step="${step.name}"]`);
        line.dataset.state = step.state;
        line.querySelector('.check-state').textContent = result.dataset[step.state];
        line.querySelector('.check-detail').textContent = step.detail || (step.reason ? reason(step.reason) : '');
    }
    const line = document.getElementById('verdict');
    const name = failed && result.querySelector(`[data-step="${failed.name}"] .check-name`).textContent;
    line.textContent = verdict === 'bad' ? result.dataset.verdictBad.replace('{0}', name)
        : verdict === 'good' ? result.dataset.verdictGood : result.dataset.verdictUnknown;
    result.dataset.verdict = verdict;
}

function unclear() {
    result.dataset.verdict = 'unknown';
    document.getElementById('verdict').textContent = result.dataset.verdictUnknown;
}

/** What the entry says, in the page's words; what has no word stands as it is. */
async function tell(receipt) {
    const facts = document.getElementById('told');
    facts.replaceChildren();
    document.getElementById('told-panel').hidden = !receipt?.entry;
    if (!receipt?.entry) return;
    let entry;
    try {
        entry = JSON.parse(receipt.entry);
    } catch {
        return;
    }
    const words = await fetch('/verify/words').then(answer => answer.json()).catch(() => ({}));
    const details = entry.details ?? {};
    const codes = (details.resource ?? '').split(',').filter(Boolean);
    const resource = words.resources?.[codes[0]];
    const items = (details.items ?? '').split(',').filter(Boolean).map(name => resource?.items[name] ?? words.unknown ?? name);
    const data = codes.map(code => words.resources?.[code]?.label ?? words.unknown ?? code);
    if (details.what) data.unshift(words.whats?.[details.what] ?? words.unknown ?? details.what);
    const all = {
        kind: words.kinds?.[entry.kind] ?? entry.kind,
        time: entry.time && new Date(entry.time).toLocaleString('sv-SE', {timeZone: 'Asia/Shanghai'}),
        department: entry.department ? words.departments?.[entry.department] ?? entry.department : words.person,
        purpose: details.purpose && (words.purposes?.[details.purpose] ?? words.unknown ?? details.purpose),
        data: data.join(words.separator ?? ', '),
        items: items.join(words.separator ?? ', '),
        case: entry.caseNumber,
        index: String(receipt.index),
    };
    for (const [key, value] of Object.entries(all)) {
        if (!value) continue;
        const name = document.createElement('dt');
        name.textContent = words.labels?.[key] ?? key;
        const text = document.createElement('dd');
        text.textContent = value;
        facts.append(name, text);
    }
}

const key = () => document.getElementById('vkey')?.value ?? result.dataset.vkey;

async function check(source, printed) {
    try {
        const found = await verify(source, key(), printed);
        show(found);
        return found;
    } catch {
        unclear();
        return {};
    }
}

function ownReceipt() {
    check(document.getElementById('receipt-json').textContent, result.dataset.leaf);
}

/** What the code of a paper leads to: index and hash. The way to the root is fetched, and believed only as far as it proves itself. */
async function paper() {
    const named = /^#([0-9]{1,16})\.([0-9a-f]{64})$/.exec(location.hash);
    if (!named) return;
    const answer = await fetch('/api/v1/ledger/inclusion/' + named[1]).catch(() => null);
    if (!answer?.ok) {
        unclear();
        document.getElementById('verdict').textContent = result.dataset[answer?.status === 404 ? 'absent' : 'unreachable'];
        if (answer?.status === 404) result.dataset.verdict = 'bad';
        return;
    }
    const proof = await answer.json();
    await tell(null);
    await check({...proof, index: Number(named[1])}, named[2]);
}

function anybodys() {
    const form = document.getElementById('verify-form');
    const text = document.getElementById('receipt-text');
    const file = document.getElementById('receipt-file');
    let dropped = null;
    form.hidden = false;
    const run = async () => {
        const source = dropped ?? text.value.replaceAll('\r\n', '\n');
        if (source.length === 0) return;
        // Copying and pasting loses the newline at the end; what is in a file is taken as it is.
        const found = await check(dropped || source.endsWith('\n') ? source : source + '\n');
        // What an altered receipt says is nobody's word.
        await tell(found.verdict === 'bad' ? null : found.receipt);
        result.scrollIntoView({block: 'nearest'});
    };
    const take = async taken => {
        if (!taken) return;
        dropped = new Uint8Array(await taken.arrayBuffer());
        text.value = new TextDecoder().decode(dropped);
        await run();
    };
    text.addEventListener('input', () => dropped = null);
    file.addEventListener('change', () => take(file.files[0]));
    form.addEventListener('submit', event => {
        event.preventDefault();
        run();
    });
    for (const name of ['dragover', 'drop']) {
        form.addEventListener(name, event => {
            event.preventDefault();
            form.classList.toggle('is-over', name === 'dragover');
            if (name === 'drop') take(event.dataTransfer.files[0]);
        });
    }
    form.addEventListener('dragleave', () => form.classList.remove('is-over'));
    addEventListener('hashchange', paper);
    paper();
}

if (document.getElementById('receipt-json')) ownReceipt();
if (document.getElementById('verify-form')) anybodys();
