package hearth.installers;

import java.nio.file.Path;
import java.util.List;

/** What became of putting the agent in place as a service, or of taking it away. */
public sealed interface ServiceOutcome {
    /** One sentence for the user. */
    String sentence();

    /**
     * The agent is a service that starts with the session.
     *
     * @param unit the file that was written
     * @param running whether it was started too
     */
    record Installed(Path unit, boolean running) implements ServiceOutcome {
        @Override
        public String sentence() {
            return (running
                            ? "The agent now runs as a service and starts when you log in"
                            : "The agent is a service from your next login on; until then it goes"
                                    + " on as it runs")
                    + "; to have it run without a login too: loginctl enable-linger.";
        }
    }

    /** The service is gone; the data folder stays. */
    record Removed(Path unit) implements ServiceOutcome {
        @Override
        public String sentence() {
            return "The agent is no longer a service; its data stays where it is.";
        }
    }

    /** There was nothing to take away. */
    record NotInstalled() implements ServiceOutcome {
        @Override
        public String sentence() {
            return "The agent is not installed as a service.";
        }
    }

    /**
     * Nothing was done; this is what would be.
     *
     * @param steps each step in words or as the command that would run
     */
    record Planned(List<String> steps) implements ServiceOutcome {
        /** Keeps its own copy. */
        public Planned {
            steps = List.copyOf(steps);
        }

        @Override
        public String sentence() {
            return "Nothing was changed.";
        }
    }

    /** This system or session has no service manager that a user may ask. */
    record NoServiceManager(String reason) implements ServiceOutcome {
        @Override
        public String sentence() {
            return "No service manager can be asked here ("
                    + reason
                    + "); start the agent yourself with hearth agent.";
        }
    }

    /**
     * The service manager refused; what was written is taken back.
     *
     * @param step the step that failed
     * @param reason its answer, one line
     */
    record Refused(String step, String reason) implements ServiceOutcome {
        @Override
        public String sentence() {
            return "The service manager refused (" + step + "): " + reason + ".";
        }
    }
}
