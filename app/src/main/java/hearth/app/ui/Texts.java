package hearth.app.ui;

import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of one feature, from the {@code messages} bundle beside its classes. */
public final class Texts {
    private final ResourceBundle bundle;

    private Texts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** The texts beside a class. */
    public static Texts of(Class<?> beside) {
        return new Texts(
                ResourceBundle.getBundle(
                        beside.getPackageName() + ".messages", Locale.getDefault()));
    }

    /** The text of a key, with {0}, {1}... replaced; a missing key is a bug and says so. */
    public String get(String key, Object... values) {
        String text = bundle.getString(key);
        if (values.length == 0 || text.indexOf('{') < 0) {
            return text;
        }
        var out = new StringBuilder(text.length() + 32);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean place =
                    c == '{'
                            && i + 2 < text.length()
                            && Character.isDigit(text.charAt(i + 1))
                            && text.charAt(i + 2) == '}';
            if (place) {
                int index = text.charAt(i + 1) - '0';
                out.append(index < values.length ? values[index] : "");
                i += 2;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** A clause as a sentence: with a capital letter and a full stop. */
    public static String sentence(String clause) {
        if (clause.isEmpty()) {
            return "";
        }
        String text = Character.toUpperCase(clause.charAt(0)) + clause.substring(1);
        return text.endsWith(".") ? text : text + ".";
    }

    /** Whether there is a text for the key. */
    public boolean has(String key) {
        return bundle.containsKey(key);
    }
}
