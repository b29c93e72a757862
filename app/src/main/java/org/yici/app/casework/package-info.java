/**
 * Public services, one window, joint and instant handling. {@link org.yici.app.casework.Cases} is the door for pages and API.
 *
 * <ul>
 *   <li>What a service item declares: {@code ServiceItem}, {@code Handling}, checked by {@code ItemValidation}, published by
 *       {@code ItemPublisher}; what it computes: {@code Template}, {@code Facts}, {@code RuleBook}, {@code Rules}.
 *   <li>The case: {@code CaseFile}, its states and edges in {@code Lifecycle}, kept by the {@code *Store} classes.
 *   <li>What people do: {@code HandIn}, {@code Consenting}, {@code Confirming}, {@code Renewals} (parties), {@code DepartmentDesk}
 *       (officials); who may: {@code Representation}, {@code Partners}, {@code Separation}.
 *   <li>What the process engine does: {@code DecideStep}, {@code AwaitStep}, {@code WriteBackStep}, {@code CloseStep};
 *       {@code ArrivalWatch} and {@code Arrivals} wake what waits for data.
 *   <li>What a case rests on: {@code Drawing} reads evidence, {@code Recheck} reads it again, {@code Stops} stops the case,
 *       {@code Claims} keeps a second case off.
 *   <li>What is shown, to whom: {@code Viewer}, {@code CaseReader}, {@code CaseMasking}, {@code EventMasking}, {@code Household},
 *       {@code CaseReadings}, {@code ReceiptReaders}.
 * </ul>
 */
@NullMarked
package org.yici.app.casework;

import org.jspecify.annotations.NullMarked;
