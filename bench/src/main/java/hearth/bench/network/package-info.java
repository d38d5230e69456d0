/** What honest and dishonest strategies earn on the network as it is built. */
@NullMarked
package hearth.bench.network;

import org.jspecify.annotations.NullMarked;
