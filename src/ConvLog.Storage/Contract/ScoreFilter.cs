using System.Globalization;

namespace ConvLog.Storage;

/// <summary>Selects conversations that have a score or metric of this name whose value matches the comparison.</summary>
/// <remarks>Its text is <c>name:comparison:value</c>, such as <c>csat:ge:4</c>, <c>resolved:eq:true</c>, <c>tone:ne:friendly</c>; the name alone for any
/// value.</remarks>
public sealed record ScoreFilter
{
    private static readonly (string Name, ScoreComparison Comparison)[] s_comparisons =
    [
        ("eq", ScoreComparison.Equal), ("ne", ScoreComparison.NotEqual), ("lt", ScoreComparison.LessThan), ("le", ScoreComparison.AtMost),
        ("gt", ScoreComparison.GreaterThan), ("ge", ScoreComparison.AtLeast),
    ];

    private ScoreFilter(string name, ScoreComparison comparison, ScoreValue value)
    {
        Name = name;
        Comparison = comparison;
        Value = value;
    }

    /// <summary>The name, exactly.</summary>
    public string Name { get; }

    /// <summary>How the value is compared.</summary>
    public ScoreComparison Comparison { get; }

    /// <summary>The value to compare with; no value (the default) matches any.</summary>
    public ScoreValue Value { get; }

    /// <summary>A filter for scores of this name with any value.</summary>
    /// <param name="name">The name, exactly.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static ScoreFilter Any(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new ScoreFilter(name, ScoreComparison.Equal, default);
    }

    /// <summary>A filter for scores of this name whose value matches the comparison.</summary>
    /// <param name="name">The name, exactly.</param>
    /// <param name="comparison">How the value is compared; values of another type do not match.</param>
    /// <param name="value">The value to compare with.</param>
    /// <exception cref="ArgumentException">
    /// The name or the value is missing, the number is not finite, or the comparison needs an order and the value is not a number.
    /// </exception>
    public static ScoreFilter Of(string name, ScoreComparison comparison, ScoreValue value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (value.Type is null || (value.Number is { } number && !double.IsFinite(number)))
        {
            throw new ArgumentException("Compare with a number, true or false, or a category.", nameof(value));
        }

        if (value.Number is null && comparison is not (ScoreComparison.Equal or ScoreComparison.NotEqual))
        {
            throw new ArgumentException($"Only numbers are compared by order. Use eq or ne for {value}.", nameof(comparison));
        }

        return new ScoreFilter(name, comparison, value);
    }

    /// <summary>Parses the text of a filter. A name that contains a colon must be followed by a comparison.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not a filter; the message says why.</exception>
    public static ScoreFilter Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var (name, comparison) in s_comparisons)
        {
            int at = text.LastIndexOf($":{name}:", StringComparison.Ordinal);
            if (at <= 0)
            {
                continue;
            }

            try
            {
                return Of(text[..at], comparison, ValueOf(text[(at + name.Length + 2)..]));
            }
            catch (ArgumentException e)
            {
                throw new FormatException(e.Message.Split(" (Parameter", 2)[0], e);
            }
        }

        return text.Length > 0 && !text.Contains(':', StringComparison.Ordinal)
            ? Any(text)
            : throw new FormatException("It takes a name, or name:comparison:value with eq, ne, lt, le, gt or ge, such as csat:ge:4.");
    }

    /// <summary>Parses a value: a finite number, true or false, otherwise a category.</summary>
    /// <param name="text">The text, in invariant culture.</param>
    public static ScoreValue ValueOf(string text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number
            : bool.TryParse(text, out bool isYes) ? isYes : text;

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Value.Type is null ? Name : $"{Name}:{s_comparisons.First(known => known.Comparison == Comparison).Name}:{Value}";
}
