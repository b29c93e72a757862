// Pages work without this. One key does what the button or link beside it does.
(function () {
    'use strict';
    document.addEventListener('keydown', function (event) {
        var writing = event.target.closest('input, textarea, select');
        if (writing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) {
            return;
        }
        var target = document.querySelector('[data-key="' + CSS.escape(event.key.toLowerCase()) + '"]:not([disabled])');
        if (target) {
            event.preventDefault();
            target.click();
        }
    });
})();
