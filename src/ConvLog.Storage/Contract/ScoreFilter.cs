using System.Globalization;

namespace ConvLog.Storage;

/// <summary>Selects conversations by a score or metric: one of this name has a value that compares so.</summary>
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

    /// <summary>How its value compares.</summary>
    public ScoreComparison Comparison { get; }

    /// <summary>What it is compared with; no value (the default) for any.</summary>
    public ScoreValue Value { get; }

    /// <summary>A score of this name, whatever its value.</summary>
    /// <param name="name">The name, exactly.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static ScoreFilter Any(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new ScoreFilter(name, ScoreComparison.Equal, default);
    }

    /// <summary>A score of this name whose value compares so.</summary>
    /// <param name="name">The name, exactly.</param>
    /// <param name="comparison">How its value compares; values of another kind do not match.</param>
    /// <param name="value">What it is compared with.</param>
    /// <exception cref="ArgumentException">There is no name or no value, the number is not finite, or what is no number is compared by order.</exception>
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

    /// <summary>Reads a filter from its text. A name with a colon needs a comparison after it.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">It is no filter; the message says why.</exception>
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

    /// <summary>The value that a text stands for: a number, true or false, else a category.</summary>
    /// <param name="text">The text, in invariant culture.</param>
    public static ScoreValue ValueOf(string text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number
            : bool.TryParse(text, out bool isYes) ? isYes : text;

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Value.Type is null ? Name : $"{Name}:{s_comparisons.First(known => known.Comparison == Comparison).Name}:{Value}";
}
