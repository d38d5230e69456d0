package hearth.network.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Real run-time codes that come with Hearth, for measuring. */
public final class SampleCodes {
    private SampleCodes() {}

    /** The first codes of the sample, fewer when it holds fewer. */
    public static List<byte[]> first(int count) {
        try (var file = BytecodeFile.open(Optional.empty())) {
            var codes = new ArrayList<byte[]>(count);
            for (var code = file.next(); code.isPresent() && codes.size() < count; ) {
                codes.add(code.get());
                code = file.next();
            }
            return codes;
        } catch (IOException e) {
            throw new UncheckedIOException("the sample of contracts is damaged in this build", e);
        }
    }
}
