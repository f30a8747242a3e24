using System.Globalization;

namespace ConvLog.AspNetCore.Api;

/// <summary>The category of a score, as a text. A word that stands for another kind of value is none, though it is a text.</summary>
internal static class ScoreCategory
{
    /// <summary>Why a text is no category, in words that begin with <c>value</c>; null where it is one.</summary>
    public static string? ProblemOf(string text)
        => bool.TryParse(text, out _) ? "value is a string; send true or false without quotation marks."
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !double.IsFinite(number)
                ? "value is not a finite number; it must be a number, true or false, or a category."
                : null;
}
