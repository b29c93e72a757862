// Pages work without this: what a zip holds can be typed as well. It is unpacked by the platform, shown in the form, and saved from there.
(function () {
    'use strict';
    var file = document.getElementById('archive');
    var text = document.getElementById('text');
    var told = document.getElementById('archive-told');
    if (!file || !text || !told) {
        return;
    }
    document.getElementById('archive-part').hidden = false;
    file.addEventListener('change', function () {
        if (!file.files.length) {
            return;
        }
        told.textContent = file.dataset.reading;
        told.className = 'note';
        var token = document.querySelector('#definition-form input[name=_csrf]').value;
        fetch(file.dataset.action, {
            method: 'POST',
            headers: {'Content-Type': 'application/zip', 'X-CSRF-TOKEN': token},
            body: file.files[0]
        }).then(function (answer) {
            return answer.text().then(function (said) {
                var good = answer.status === 200;
                if (good) {
                    text.value = said;
                }
                told.textContent = good ? file.dataset.done : (answer.status === 422 ? said + '\n' : '') + file.dataset.failed;
                told.className = good ? 'note note-jade' : 'note note-red';
            });
        }).catch(function () {
            told.textContent = file.dataset.failed;
            told.className = 'note note-red';
        }).finally(function () {
            // So that the same file, mended, can be chosen again.
            file.value = '';
        });
    });
})();
