// Pages work without this. It leads the eye to what is wrong in a form.
(function () {
    'use strict';
    document.addEventListener('DOMContentLoaded', function () {
        var summary = document.querySelector('.error-summary');
        if (summary) {
            summary.setAttribute('tabindex', '-1');
            summary.focus();
        }
    });

    // Whatever a page brings by itself is asked for once a second or so; while nobody answers, it must not look live.
    var alive = new Date();

    function heard() {
        alive = new Date();
        var note = document.getElementById('stale');
        if (note && !note.hidden) {
            note.hidden = true;
            note.textContent = '';
            document.documentElement.classList.remove('is-stale');
        }
    }

    function lost() {
        var note = document.getElementById('stale');
        if (note && note.hidden) {
            note.hidden = false;
            note.textContent = note.dataset.text.replace('{0}', alive.toLocaleTimeString('en-GB', {timeZone: 'Asia/Shanghai'}));
            document.documentElement.classList.add('is-stale');
        }
    }

    document.addEventListener('htmx:sendError', lost);
    document.addEventListener('htmx:timeout', lost);
    document.addEventListener('htmx:afterRequest', function (event) {
        var status = event.detail.xhr.status;
        if (status >= 500) {
            lost();
        } else if (status > 0) {
            heard();
        }
    });
})();

// A secret behind the # of an address goes into the form, and out of the address.
(function () {
    'use strict';
    var field = document.querySelector('[data-from-address]');
    if (field && location.hash.length > 1) {
        field.value = location.hash.slice(1);
        history.replaceState(null, '', location.pathname + location.search);
    }
})();
