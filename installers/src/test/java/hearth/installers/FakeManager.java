package hearth.installers;

import hearth.kernel.Commands;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service manager that remembers what it was asked and answers as told. */
final class FakeManager implements ServiceCommands {
    private final List<String> asked = new ArrayList<>();
    private final Map<String, Commands.Finished> answers = new HashMap<>();
    private List<String> last = List.of();
    private boolean absent;

    void answers(String verb, int exitCode, String output, String errors) {
        answers.put(verb, new Commands.Finished(exitCode, output, errors));
    }

    void isAbsent() {
        absent = true;
    }

    /** The verbs asked for, without the question whether it is there. */
    List<String> verbs() {
        return asked.stream().filter(verb -> !verb.equals("show")).toList();
    }

    /** All words of the last command. */
    List<String> last() {
        return last;
    }

    @Override
    public Commands.Finished run(List<String> command) throws IOException {
        if (absent) {
            throw new IOException("Cannot run program \"systemctl\"");
        }
        if (!command.subList(0, 2).equals(List.of("systemctl", "--user"))) {
            throw new IOException("asked something else: " + command);
        }
        var verb = command.get(2);
        asked.add(verb);
        last = List.copyOf(command);
        return answers.getOrDefault(verb, new Commands.Finished(0, "", ""));
    }
}
