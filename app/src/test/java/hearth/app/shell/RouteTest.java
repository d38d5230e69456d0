package hearth.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.app.theme.Theme;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class RouteTest {
    @Test
    void linksNamePlaces() {
        assertEquals(new Route(PageId.EPOCH, "12"), Route.of("rewards/12").orElseThrow());
        assertEquals(Route.to(PageId.NETWORK), Route.of("network").orElseThrow());
        assertEquals(
                new Route(PageId.WORKER, "contract-risk"),
                Route.of("worker/contract-risk").orElseThrow());
        assertTrue(Route.of("nowhere/1").isEmpty());
    }

    @Test
    void preferencesAreKept(@TempDir Path folder) {
        var file = folder.resolve("look");
        var first = Preferences.in(file, Runnable::run);
        first.change(first.look().get().in(Theme.LIGHT).zoom(125));
        assertEquals(
                new Look(Theme.LIGHT, false, 125),
                Preferences.in(file, Runnable::run).look().get());
    }

    @Test
    void preferencesThatMakeNoSenseGiveTheUsualOnes(@TempDir Path folder) throws IOException {
        var file = folder.resolve("look");
        Files.writeString(file, "zoom=9000\ntheme=light\n");
        assertEquals(
                Look.USUAL.in(Theme.LIGHT).zoom(150),
                Preferences.in(file, Runnable::run).look().get());
        Files.writeString(file, "zoom=big\n");
        assertEquals(Look.USUAL, Preferences.in(file, Runnable::run).look().get());
    }
}
