using ConvLog;
using WebConsole.Personal;

namespace WebConsole.Demo;

/// <summary>Masks personal data in a spoken text, as a host does with the results of its own recognition.</summary>
internal static class SpokenText
{
    /// <summary>The text with every occurrence of the personal parts masked.</summary>
    public static MaskedText Hiding(this string text, params ReadOnlySpan<string> personal)
    {
        var values = new PersonalValues();
        foreach (string value in personal)
        {
            values.Learn(value);
        }

        return values.Mask(text, []);
    }
}
