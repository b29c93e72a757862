/** What happened in a case: entries and leaves ({@code CaseLog}), incidents, working days. */
@NullMarked
package org.yici.app.casework.timeline;

import org.jspecify.annotations.NullMarked;
