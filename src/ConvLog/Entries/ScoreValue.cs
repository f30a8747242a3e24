using System.Globalization;
using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog;

/// <summary>The value of a score: a number, a Boolean or a category. The default has no value; a score without a value is refused.</summary>
public readonly record struct ScoreValue
{
    /// <summary>The number; null for any other kind of value.</summary>
    public double? Number { get; private init; }

    /// <summary>True for yes, false for no; null for any other kind of value.</summary>
    public bool? YesNo { get; private init; }

    /// <summary>The category; null for any other kind of value.</summary>
    public string? Category { get; private init; }

    /// <summary>The kind of value; null if there is none.</summary>
    public ScoreType? Type => Number is not null ? ScoreType.Number : YesNo is not null ? ScoreType.YesNo : Category is not null ? ScoreType.Category : null;

    /// <summary>Creates a number. A score with a number that is not finite is refused.</summary>
    public static implicit operator ScoreValue(double number) => new() { Number = number };

    /// <summary>Creates a whole number.</summary>
    public static implicit operator ScoreValue(int number) => new() { Number = number };

    /// <summary>Creates a whole number.</summary>
    public static implicit operator ScoreValue(long number) => new() { Number = number };

    /// <summary>Creates a number, rounded to double precision.</summary>
    public static implicit operator ScoreValue(decimal number) => new() { Number = (double)number };

    /// <summary>Creates a yes or no value.</summary>
    public static implicit operator ScoreValue(bool isYes) => new() { YesNo = isYes };

    /// <summary>Creates a category; null or empty counts as no value.</summary>
    public static implicit operator ScoreValue(string? category) => new() { Category = string.IsNullOrEmpty(category) ? null : category };

    /// <summary>The value in the invariant culture: <c>4.5</c>, <c>true</c> or the category; empty if there is none.</summary>
    public override string ToString()
        => Number?.ToString("R", CultureInfo.InvariantCulture) ?? (YesNo is { } isYes ? isYes ? "true" : "false" : Category ?? "");

    /// <summary>The number used to compare and average values: 1 for yes, 0 for no; null for a category.</summary>
    internal double? Comparable => Number ?? (YesNo is { } isYes ? isYes ? 1 : 0 : null);

    /// <summary>The value as a field with the name of the score.</summary>
    internal LogField AsField(string name)
        => Number is { } number ? (name, number) : YesNo is { } isYes ? (name, isYes) : (name, Category);

    /// <summary>The value of a field; empty if it is not a number, a Boolean or a text.</summary>
    internal static ScoreValue Of(in LogField field) => field.Value switch
    {
        bool isYes => isYes,
        string category => category,
        JsonElement { ValueKind: JsonValueKind.Number } json => json.GetDouble(),
        double or float or Half or decimal or sbyte or byte or short or ushort or int or uint or long or ulong => NumberOf(field),
        _ => default,
    };

    // Parsed from its digits, which are what stores keep: 1.1f is 1.1.
    private static double NumberOf(in LogField field) => double.Parse(FieldText.Unquoted(field), CultureInfo.InvariantCulture);
}
