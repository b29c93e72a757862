// The chosen file is shown row by row before anything is done, and sent once more to be drafted.
(function () {
    'use strict';
    var form = document.getElementById('sheet-form');
    var file = document.getElementById('sheet');
    var told = document.getElementById('sheet-told');
    var sending = document.getElementById('sheet-send');
    if (!form || !file || !told || !sending) {
        return;
    }
    var chosen = null;
    var asked = 0;

    function note(text) {
        var line = document.createElement('p');
        line.className = 'note note-red';
        line.textContent = text;
        told.replaceChildren(line);
    }

    function send(address) {
        var mine = ++asked;
        sending.hidden = true;
        var reading = document.createElement('p');
        reading.className = 'note';
        reading.textContent = form.dataset.reading;
        told.replaceChildren(reading);
        fetch(address, {
            method: 'POST',
            headers: {
                'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
                'X-CSRF-TOKEN': form.querySelector('input[name=_csrf]').value
            },
            body: chosen
        }).then(function (answer) {
            if (answer.status !== 200 && answer.status !== 422) {
                throw new Error(String(answer.status));
            }
            return answer.text();
        }).then(function (part) {
            if (mine !== asked) {
                // Another file was chosen meanwhile.
                return;
            }
            told.innerHTML = part;
            var preview = document.getElementById('preview');
            sending.hidden = !preview || preview.dataset.ready !== 'true';
            // On a telephone it stands below what can be seen.
            var heading = told.querySelector('h2');
            if (heading) {
                heading.tabIndex = -1;
                heading.focus();
            }
        }).catch(function () {
            note(form.dataset.failed);
        });
    }

    file.addEventListener('change', function () {
        if (file.files.length) {
            // What is looked at is what is handed in, whatever becomes of the file.
            file.files[0].arrayBuffer().then(function (bytes) {
                chosen = bytes;
                send(form.dataset.preview);
            });
            // So that the same file, mended, can be chosen again.
            file.value = '';
        }
    });
    document.getElementById('send').addEventListener('click', function () {
        send(form.dataset.drafts);
    });
    form.addEventListener('submit', function (event) {
        event.preventDefault();
    });
})();
