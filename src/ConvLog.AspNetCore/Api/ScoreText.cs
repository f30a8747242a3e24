using System.Globalization;

namespace ConvLog.AspNetCore.Api;

/// <summary>The text form of the values of scores.</summary>
internal static class ScoreText
{
    private const string IntegerDigits = "0123456789+-";

    // 2^53: above it, a double cannot represent every integer.
    private const double Largest = 9_007_199_254_740_992;

    /// <summary>
    /// Why a value is rejected, as a text that begins with <c>value</c>; null if it is accepted. A category must not be a word for another kind of value, and
    /// an integer must be exactly representable.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The value that was parsed from it.</param>
    public static string? ProblemOf(string text, ScoreValue value) => value.Type switch
    {
        ScoreType.Number when !IsExact(text.Trim(), value.Number!.Value)
            => "value is an integer of more digits than a score can keep; round it, or send it as a category, a string that does not begin with a digit.",
        ScoreType.Category when bool.TryParse(text, out _) => "value is a string; send true or false without quotation marks.",
        ScoreType.Category when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !double.IsFinite(number)
            => "value is not a finite number; it must be a number, true or false, or a category.",
        _ => null,
    };

    private static bool IsExact(string text, double number)
        => Math.Abs(number) < Largest
            || text.AsSpan().ContainsAnyExcept(IntegerDigits)
            || (decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal given)
                && decimal.TryParse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal kept)
                && given == kept);
}
