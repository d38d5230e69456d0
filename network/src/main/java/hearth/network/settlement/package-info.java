/**
 * From signed objects to what everybody is owed, byte for byte the same wherever it is computed.
 */
@NullMarked
package hearth.network.settlement;

import org.jspecify.annotations.NullMarked;
