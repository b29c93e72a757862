/** Results that go to the databases of departments. */
@NullMarked
package org.yici.app.casework.writeback;

import org.jspecify.annotations.NullMarked;
