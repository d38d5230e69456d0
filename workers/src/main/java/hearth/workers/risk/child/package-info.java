/** Runs the contract-risk worker as a child process and talks to it. */
@NullMarked
package hearth.workers.risk.child;

import org.jspecify.annotations.NullMarked;
