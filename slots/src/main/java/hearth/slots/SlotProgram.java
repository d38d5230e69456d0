package hearth.slots;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What runs in a slot.
 *
 * @param command the program and its arguments, nothing secret among them
 * @param environment in addition to the small one that every child gets
 * @param folders that count as the slot's disk, besides its own
 */
public record SlotProgram(
        List<String> command, Map<String, String> environment, List<Path> folders) {
    public SlotProgram {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("no program");
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        folders = List.copyOf(folders);
    }
}
