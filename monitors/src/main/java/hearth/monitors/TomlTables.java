package hearth.monitors;

import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

import java.util.ArrayList;
import java.util.List;

/** Lists in a file that people edit: whatever stands there, it is a list or a sentence. */
public final class TomlTables {
    private TomlTables() {}

    /**
     * The tables of a list; none when there is no such list.
     *
     * @throws IllegalArgumentException when something else has that name
     */
    public static List<TomlTable> of(TomlTable in, String name) {
        var tables = new ArrayList<TomlTable>();
        for (var each : values(in, name)) {
            if (!(each instanceof TomlTable table)) {
                throw noList(name, "tables: write [[" + name + "]]");
            }
            tables.add(table);
        }
        return tables;
    }

    /**
     * The values of a list; none when there is no such list.
     *
     * @throws IllegalArgumentException when something else has that name
     */
    public static List<Object> values(TomlTable in, String name) {
        var named = in.get(List.of(name));
        if (named == null) {
            return List.of();
        }
        if (named instanceof TomlArray list) {
            return list.toList();
        }
        throw noList(
                name,
                named instanceof TomlTable ? "tables: write [[" + name + "]]" : "values in [ ]");
    }

    private static IllegalArgumentException noList(String name, String of) {
        return new IllegalArgumentException(name + " is a list of " + of);
    }
}
