/**
 * Which records are of one subject. {@code docs/linking.md} has the model and its figures.
 *
 * <p>A subject with a valid strong identifier gets its id by {@link org.yici.kernel.linking.SubjectIds}, without any search.
 * For all other records:
 *
 * <ol>
 *   <li>{@link org.yici.kernel.linking.ModelFiles#named} gives a model, {@link org.yici.kernel.linking.Linker} makes it ready.
 *   <li>{@link org.yici.kernel.linking.Linker#prepare} brings a record's texts, by column, into a form that is cheap to compare.
 *   <li>{@link org.yici.kernel.linking.BatchLinkage} links a whole set at once.
 *   <li>{@link org.yici.kernel.linking.LinkDecision} links one record among those that are known: store each record under its
 *       {@link org.yici.kernel.linking.Linker#blockingKeys}; fetch the candidates that share one (of each pass the coarsest
 *       key whose block holds at most {@link org.yici.kernel.linking.Linker#largestBlock}); ask
 *       {@link org.yici.kernel.linking.LinkDecision#touched} for the subjects nearby; fetch all records of these; and let
 *       {@link org.yici.kernel.linking.LinkDecision#decide} say what changes and what a steward should look at.
 *       {@link org.yici.kernel.linking.MemoryLinkage} is the same in memory, and the example to follow.
 *   <li>{@link org.yici.kernel.linking.Linker#score} explains a pair; {@link org.yici.kernel.linking.Constraints} are what
 *       stewards have ruled; {@link org.yici.kernel.linking.cluster.ClusterChange} is a line of the log, which can be undone.
 * </ol>
 *
 * <p>{@link org.yici.kernel.linking.Frequencies} say how common a value is, and how many records there are, on which the prior
 * depends. They are a snapshot: count them anew when the number of records has grown by half.
 */
@NullMarked
package org.yici.kernel.linking;

import org.jspecify.annotations.NullMarked;
