/**
 * Public services, one window, joint and instant handling. {@link org.yici.app.casework.Cases} is the door for pages and API.
 *
 * <ul>
 *   <li>What a service item declares: {@code ServiceItem}, {@code CaseProcess}, checked by {@code ItemValidation}, published by
 *       {@code ItemPublisher}; what it computes: {@code Template}, {@code ExpressionContext}, {@code RuleBook}, {@code Rules}.
 *   <li>The case: {@code CaseFile}, its states and edges in {@code Lifecycle}, kept by the {@code *Store} classes.
 *   <li>What people do: {@code Submission}, {@code ConsentStep}, {@code Confirmation}, {@code Renewals} (parties), {@code TaskDecisions}
 *       (officials); who may: {@code Representation}, {@code Partners}, {@code Separation}.
 *   <li>Who is named: {@code Naming}, {@code TypedIdentities}, {@code FormCheck}; until when it should be done: {@code CaseTime},
 *       {@code Deadlines}; who acts next: {@code AwaitedActs}; what a refused case leaves behind: {@code Corrections}.
 *   <li>What the process engine does: {@code DecideStep}, {@code AwaitStep}, {@code WriteBackStep}, {@code CloseStep};
 *       {@code AwaitedDataWatch} and {@code AwaitedData} wake what waits for data.
 *   <li>What a case rests on: {@code EvidenceRetrieval} reads evidence, {@code Recheck} reads it again, {@code Stops} stops the case,
 *       {@code Claims} keeps a second case off.
 *   <li>What is shown, to whom: {@code Viewer}, {@code CaseReader}, {@code CaseMasking}, {@code EventMasking}, {@code Household},
 *       {@code CaseReadings}, {@code ReceiptReaders}.
 * </ul>
 */
@NullMarked
package org.yici.app.casework;

import org.jspecify.annotations.NullMarked;
import org.yici.app.casework.evidence.Claims;
import org.yici.app.casework.evidence.EvidenceRetrieval;
import org.yici.app.casework.evidence.Recheck;
import org.yici.app.casework.evidence.Representation;
import org.yici.app.casework.evidence.Stops;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.ExpressionContext;
import org.yici.app.casework.file.Lifecycle;
import org.yici.app.casework.file.Separation;
import org.yici.app.casework.intake.Confirmation;
import org.yici.app.casework.intake.ConsentStep;
import org.yici.app.casework.intake.FormCheck;
import org.yici.app.casework.intake.Naming;
import org.yici.app.casework.intake.Partners;
import org.yici.app.casework.intake.Renewals;
import org.yici.app.casework.intake.Submission;
import org.yici.app.casework.intake.TypedIdentities;
import org.yici.app.casework.process.AwaitStep;
import org.yici.app.casework.process.AwaitedData;
import org.yici.app.casework.process.AwaitedDataWatch;
import org.yici.app.casework.process.CloseStep;
import org.yici.app.casework.process.DecideStep;
import org.yici.app.casework.process.Rules;
import org.yici.app.casework.process.WriteBackStep;
import org.yici.app.casework.reading.AwaitedActs;
import org.yici.app.casework.reading.CaseMasking;
import org.yici.app.casework.reading.CaseReader;
import org.yici.app.casework.reading.CaseReadings;
import org.yici.app.casework.reading.EventMasking;
import org.yici.app.casework.reading.Household;
import org.yici.app.casework.reading.Viewer;
import org.yici.app.casework.timeline.CaseTime;
import org.yici.app.casework.timeline.Deadlines;
import org.yici.app.casework.work.Corrections;
import org.yici.app.casework.work.TaskDecisions;
import org.yici.app.service.CaseProcess;
import org.yici.app.service.ItemPublisher;
import org.yici.app.service.ItemValidation;
import org.yici.app.service.RuleBook;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.Template;

