/**
 * The practice network of one computer: two local chains as side-cars, the contracts on one and a
 * feeder of real contract code on the other.
 */
@NullMarked
package hearth.network.practice;

import org.jspecify.annotations.NullMarked;
