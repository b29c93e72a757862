/** Alerts: rules watch what operators would else have to look at, raise an alert and clear it again. */
@NullMarked
package org.yici.app.alert;

import org.jspecify.annotations.NullMarked;
