// Draws the rows of the table beside it, seconds of now or quarters of a day. A table of seconds is fetched anew every second.
// A table with data-lag has the lag drawn on an axis of its own.
(function () {
    'use strict';
    var place = document.getElementById('flow-chart');
    if (!place || !window.echarts) {
        return;
    }
    var chart = window.echarts.init(place, null, {renderer: 'canvas'});

    function number(text) {
        var value = parseFloat(text.replace(/[^0-9.]/g, ''));
        return isNaN(value) ? null : value;
    }

    function draw() {
        var table = document.getElementById('flow-data');
        if (!table) {
            return;
        }
        var rows = Array.prototype.slice.call(table.tBodies[0].rows).reverse();
        function column(n) {
            return rows.map(function (row) { return number(row.cells[n].textContent); });
        }
        function line(name, n, colour, area) {
            return {
                name: name, type: 'line', data: column(n), showSymbol: false, lineStyle: {width: 2, color: colour},
                itemStyle: {color: colour}, areaStyle: area ? {color: colour, opacity: 0.12} : undefined
            };
        }
        var lag = table.dataset.lag;
        var axis = {
            type: 'value', name: table.dataset.unit, minInterval: 1, min: 0, nameTextStyle: {color: '#46536b', align: 'left', padding: [0, 0, 0, 4]},
            axisLabel: {color: '#46536b'}, splitLine: {lineStyle: {color: '#e6ebf3'}}
        };
        var lags = lag ? [Object.assign(line(lag, 5, '#8a5a00', false), {yAxisIndex: 1, connectNulls: true, showSymbol: true})] : [];
        chart.setOption({
            animation: false,
            aria: {enabled: false},
            textStyle: {fontFamily: getComputedStyle(document.body).fontFamily},
            // The legend stands below, where no axis has its name; on a telephone it takes two lines.
            grid: {left: 8, right: 16, top: 36, bottom: chart.getWidth() < 480 ? 56 : 32, containLabel: true},
            legend: {bottom: 0, left: 'center', textStyle: {color: '#16233b'}},
            tooltip: {trigger: 'axis', renderMode: 'richText'},
            xAxis: {
                type: 'category', boundaryGap: false, axisLabel: {color: '#46536b'},
                data: rows.map(function (row) { return row.cells[0].textContent; })
            },
            yAxis: lag ? [axis, {
                type: 'value', name: 'ms', min: 0, nameTextStyle: {color: '#46536b'}, axisLabel: {color: '#46536b'}, splitLine: {show: false}
            }] : axis,
            series: [
                line(table.dataset.received, 1, '#1249a8', true),
                line(table.dataset.written, 2, '#0a6b4a', false),
                line(table.dataset.rejected, 3, '#c0392b', false)
            ].concat(lags)
        });
    }

    draw();
    document.body.addEventListener('htmx:afterSettle', draw);
    document.body.addEventListener('htmx:oobAfterSwap', draw);
    window.addEventListener('resize', function () { chart.resize(); });
})();
