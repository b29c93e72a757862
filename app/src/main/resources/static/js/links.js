// Pages work without this. One key does what the button or link beside it does.
(function () {
    'use strict';
    var left = false;
    window.addEventListener('pageshow', function () {
        left = false;
    });
    document.addEventListener('keydown', function (event) {
        var writing = event.target.closest('input, textarea, select');
        if (writing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) {
            return;
        }
        var target = document.querySelector('[data-key="' + CSS.escape(event.key.toLowerCase()) + '"]:not([disabled])');
        // One key, one pair: what is typed while the next pair comes is not meant for it.
        if (target && !left) {
            left = true;
            event.preventDefault();
            target.click();
        }
    });
})();
