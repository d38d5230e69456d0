@NullMarked
package hearth.network.chain.proof;

import org.jspecify.annotations.NullMarked;
