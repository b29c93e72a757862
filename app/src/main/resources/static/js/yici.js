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
})();
