/* Enhances the case pages; each works without it. */
(() => {
    'use strict';

    const parts = (seconds, units) => {
        const [day, hour, minute, second] = units.split('|');
        const d = Math.floor(seconds / 86400), h = Math.floor(seconds / 3600) % 24, m = Math.floor(seconds / 60) % 60, s = seconds % 60;
        if (d > 0) return `${d}${day} ${h}${hour}`;
        if (h > 0) return `${h}${hour} ${m}${minute}`;
        return m > 0 ? `${m}${minute} ${s}${second}` : `${s}${second}`;
    };

    const tick = () => {
        document.querySelectorAll('[data-countdown]').forEach(clock => {
            const left = Math.round((Date.parse(clock.dataset.countdown) - Date.now()) / 1000);
            clock.textContent = left < 0 ? clock.dataset.late : parts(left, clock.dataset.units);
            clock.classList.toggle('late', left < 0);
        });
        document.querySelectorAll('[data-elapsed]').forEach(clock => {
            const gone = Math.max(0, Math.round((Date.now() - Date.parse(clock.dataset.elapsed)) / 1000));
            clock.textContent = parts(gone, clock.dataset.units);
        });
    };

    tick();
    setInterval(tick, 1000);

    document.addEventListener('htmx:afterSwap', () => {
        tick();
        const announce = document.getElementById('announce'), live = document.getElementById('live');
        if (announce && live && announce.textContent !== live.dataset.announce) announce.textContent = live.dataset.announce;
        // On the page of the case, the form for a supplement belongs to the state, which a poll alone cannot bring.
        const wanted = announce && live && live.querySelector('a[href$="#supplement-request"]');
        if (wanted && !document.getElementById('supplement-request')) location.reload();
    });

    // A session that ended answers a poll with the sign-in page: show it whole.
    document.addEventListener('htmx:beforeSwap', event => {
        const xhr = event.detail.xhr;
        if (xhr.responseURL && new URL(xhr.responseURL).pathname === '/login') {
            event.detail.shouldSwap = false;
            location.reload();
        }
    });

    document.addEventListener('click', event => {
        const button = event.target.closest('button[data-confirm]');
        if (button && !window.confirm(button.dataset.confirm)) event.preventDefault();
    });

    document.querySelectorAll('[data-print]').forEach(button => {
        button.hidden = false;
        button.addEventListener('click', () => window.print());
    });

    // Whoever sent a form with faults stands at the summary of them.
    const errors = document.getElementById('errors');
    if (errors) errors.focus();

    // A second click on a form that is on its way would meet a case that has moved on.
    document.addEventListener('submit', event => {
        const form = event.target;
        if (form.method !== 'post' || event.defaultPrevented) return;
        if (form.dataset.sent) event.preventDefault();
        form.dataset.sent = 'true';
    });
    window.addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent));
})();
