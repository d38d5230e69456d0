package hearth.app.cli;

import hearth.app.PanelPictures;
import hearth.app.snapshot.SnapshotRun;
import hearth.app.theme.Theme;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/** Opens the panel, or draws its pages as pictures. */
@Command(
        name = "panel",
        aliases = "open",
        description = "Opens the panel; with --snapshot draws every page without a display.")
final class PanelCommand implements Callable<Integer>, Common.Commanded {
    private static final Pattern SIZE = Pattern.compile("(\\d{3,4})x(\\d{3,4})");
    private static final Pattern SPAN = Pattern.compile("(\\d{1,5})(s|m)?");

    @Mixin private final Common common = new Common();

    @Option(names = "--snapshot", paramLabel = "DIR", description = "Where the pictures go.")
    private @Nullable Path snapshot;

    @Option(names = "--theme", paramLabel = "dark|light", description = "The pictures' look.")
    private String theme = "dark";

    @Option(names = "--size", paramLabel = "WxH", description = "The pictures' size.")
    private String size = "1440x900";

    @Option(names = "--after", paramLabel = "SPAN", description = "Watch first, such as 20s.")
    private String after = "5s";

    @Override
    public Common common() {
        return common;
    }

    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        if (snapshot == null) {
            return PlainWindow.open(common.data());
        }
        try {
            PanelPictures.run(
                    common.data(),
                    wish(snapshot),
                    file -> {
                        common.out().println(file);
                        common.out().flush();
                    });
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "DATA-3",
                    "The pictures cannot be written: " + e.getMessage() + ".");
        }
    }

    private SnapshotRun.Wish wish(Path folder) throws CommandFailedException {
        var wide = SIZE.matcher(size);
        var span = SPAN.matcher(after);
        if (!wide.matches() || !span.matches()) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "CLI-2", "Write the size as 1440x900 and the time as 20s.");
        }
        long count = Long.parseLong(span.group(1));
        var watch =
                "m".equals(span.group(2)) ? Duration.ofMinutes(count) : Duration.ofSeconds(count);
        try {
            return new SnapshotRun.Wish(
                    folder,
                    Theme.named(theme),
                    Integer.parseInt(wide.group(1)),
                    Integer.parseInt(wide.group(2)),
                    watch);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "CLI-2", "A picture is 640x400 to 8000x8000.");
        }
    }
}
