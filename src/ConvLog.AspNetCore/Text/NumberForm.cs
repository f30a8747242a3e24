using System.Globalization;

namespace ConvLog.AspNetCore.Text;

/// <summary>
/// Number formats, defined by their separators. Digits and words are the same for all viewers. The few formats are defined here, so that they also work on a
/// machine without culture data.
/// </summary>
internal sealed class NumberForm
{
    // A page is rendered for one viewer, by components that format numbers without knowing the viewer.
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

    public static IReadOnlyList<NumberForm> All { get; } = [English, German, French, Swiss, Indian];

    /// <summary>The format of the viewer for whom a page is rendered; English elsewhere.</summary>
    public static NumberForm Viewers => s_viewers.Value ?? English;

    /// <summary>A language with this format, used as its name.</summary>
    public string Language { get; }

    public NumberFormatInfo Format { get; }

    /// <summary>An example of a number.</summary>
    public string Example => 1_234_567.8m.ToString("#,0.0", Format);

    /// <summary>The format of a name; null if it is unknown.</summary>
    public static NumberForm? Named(string? language) => All.FirstOrDefault(form => string.Equals(form.Language, language, StringComparison.Ordinal));

    /// <summary>Sets the format for the rest of this asynchronous flow.</summary>
    public static void Use(NumberForm form) => s_viewers.Value = form;
}
