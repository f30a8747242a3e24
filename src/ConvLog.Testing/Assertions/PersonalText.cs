using System.Text;
using ConvLog.Entries;

namespace ConvLog.Testing.Assertions;

/// <summary>
/// A personal text, recognized regardless of case, white space and URL encoding; a number also regardless of the separators between
/// its digits.
/// </summary>
internal sealed class PersonalText
{
    private const string Separators = " +-()./\u00A0\u2010\u2011\u202F";
    private const int FewestDigits = 7; // With fewer digits, adjacent values in a table could be taken for a number.

    private readonly string _folded;
    private readonly string? _digits; // Null if the text is not a number.

    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">It is null or blank, and would be found in every conversation.</exception>
    public PersonalText(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new ArgumentException("A personal text is null or blank: a test of it asserts nothing.", nameof(text));
        }

        Text = text;
        _folded = Folded(text);
        string digits = string.Concat(text.Where(char.IsAsciiDigit));
        _digits = digits.Length >= FewestDigits && text.All(static c => char.IsAsciiDigit(c) || Separators.Contains(c)) ? digits : null;
    }

    public string Text { get; }

    /// <summary>Whether a shown text contains it.</summary>
    public bool IsIn(string shown) => IsInPlain(shown) || (shown.Contains('%') && IsInPlain(Uri.UnescapeDataString(shown)));

    private bool IsInPlain(string shown)
        => Folded(shown).Contains(_folded, StringComparison.Ordinal)
            || (_digits is not null && WithoutSeparators(shown).Contains(_digits, StringComparison.Ordinal));

    private static string Folded(string text)
    {
        // The framework refuses to normalize lone surrogates.
        string compatible = TextRules.WithoutLoneSurrogates(text).Replace('\uFFFE', '\uFFFD').Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        return string.Join(' ', compatible.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string WithoutSeparators(string shown) => string.Concat(shown.Where(static c => !Separators.Contains(c)));
}
