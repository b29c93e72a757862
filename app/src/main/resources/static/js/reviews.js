// Each draft can be ticked by hand; this ticks them all.
(function () {
    'use strict';
    var all = document.getElementById('tick-all');
    if (!all) {
        return;
    }
    all.hidden = false;
    all.addEventListener('click', function () {
        document.querySelectorAll('#reviews-form input[name=draft]').forEach(function (box) {
            box.checked = true;
        });
    });
})();
