using System.Globalization;

namespace ConvLog.AspNetCore.Text;

/// <summary>
/// How numbers are written: by their separators. Digits and words are the same for everyone, and the few forms there are stand here, so that a machine without
/// culture data writes them as well.
/// </summary>
internal sealed class NumberForm
{
    // A page is rendered for one viewer, by parts that know a number and not who looks at it.
    private static readonly AsyncLocal<NumberForm?> s_viewers = new();

    private NumberForm(string language, string group, string point, params int[] groups)
    {
        Language = language;
        Format = NumberFormatInfo.ReadOnly(new NumberFormatInfo { NumberGroupSeparator = group, NumberDecimalSeparator = point, NumberGroupSizes = groups });
    }

    public static NumberForm English { get; } = new("en-US", ",", ".", 3);

    public static NumberForm German { get; } = new("de-DE", ".", ",", 3);

    public static NumberForm French { get; } = new("fr-FR", "\u202F", ",", 3);

    public static NumberForm Swiss { get; } = new("de-CH", "’", ".", 3);

    public static NumberForm Indian { get; } = new("en-IN", ",", ".", 3, 2);

    /// <summary>All there are.</summary>
    public static IReadOnlyList<NumberForm> All { get; } = [English, German, French, Swiss, Indian];

    /// <summary>That of the viewer for whom a page is rendered; the English one elsewhere.</summary>
    public static NumberForm Viewers => s_viewers.Value ?? English;

    /// <summary>A language that writes numbers so, by which it is named.</summary>
    public string Language { get; }

    public NumberFormatInfo Format { get; }

    /// <summary>A number to choose by.</summary>
    public string Example => 1_234_567.8m.ToString("#,0.0", Format);

    /// <summary>The one of a name; null where there is none.</summary>
    public static NumberForm? Named(string? language) => All.FirstOrDefault(form => string.Equals(form.Language, language, StringComparison.Ordinal));

    /// <summary>Renders what follows in this flow for a viewer.</summary>
    public static void Use(NumberForm form) => s_viewers.Value = form;
}
