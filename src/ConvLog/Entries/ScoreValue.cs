using System.Globalization;
using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog;

/// <summary>The value of a score: a number, yes or no, or a category. The default has no value; a score without one is refused.</summary>
public readonly record struct ScoreValue
{
    /// <summary>The number; null for another kind of value.</summary>
    public double? Number { get; private init; }

    /// <summary>True for yes, false for no; null for another kind of value.</summary>
    public bool? YesNo { get; private init; }

    /// <summary>The category; null for another kind of value.</summary>
    public string? Category { get; private init; }

    /// <summary>The kind of value; null where there is none.</summary>
    public ScoreType? Type => Number is not null ? ScoreType.Number : YesNo is not null ? ScoreType.YesNo : Category is not null ? ScoreType.Category : null;

    /// <summary>A number. One that is not finite is refused where the score is given.</summary>
    public static implicit operator ScoreValue(double number) => new() { Number = number };

    /// <summary>A whole number.</summary>
    public static implicit operator ScoreValue(int number) => new() { Number = number };

    /// <summary>A whole number.</summary>
    public static implicit operator ScoreValue(long number) => new() { Number = number };

    /// <summary>A number, rounded to double precision.</summary>
    public static implicit operator ScoreValue(decimal number) => new() { Number = (double)number };

    /// <summary>Yes or no.</summary>
    public static implicit operator ScoreValue(bool isYes) => new() { YesNo = isYes };

    /// <summary>A category; null or empty is no value.</summary>
    public static implicit operator ScoreValue(string? category) => new() { Category = string.IsNullOrEmpty(category) ? null : category };

    /// <summary>The value in invariant culture: <c>4.5</c>, <c>true</c> or the category; empty where there is none.</summary>
    public override string ToString()
        => Number?.ToString("R", CultureInfo.InvariantCulture) ?? (YesNo is { } isYes ? isYes ? "true" : "false" : Category ?? "");

    /// <summary>The number by which values are compared and averaged: 1 for yes, 0 for no; null for a category.</summary>
    internal double? Comparable => Number ?? (YesNo is { } isYes ? isYes ? 1 : 0 : null);

    /// <summary>The value as a field under a score's name.</summary>
    internal LogField AsField(string name)
        => Number is { } number ? (name, number) : YesNo is { } isYes ? (name, isYes) : (name, Category);

    /// <summary>The value of a field; empty where it is neither a number, nor yes or no, nor a text.</summary>
    internal static ScoreValue Of(in LogField field) => field.Value switch
    {
        bool isYes => isYes,
        string category => category,
        JsonElement { ValueKind: JsonValueKind.Number } json => json.GetDouble(),
        double or float or Half or decimal or sbyte or byte or short or ushort or int or uint or long or ulong => NumberOf(field),
        _ => default,
    };

    // By its digits, which are what stores keep: 1.1f is 1.1.
    private static double NumberOf(in LogField field) => double.Parse(FieldText.Unquoted(field), CultureInfo.InvariantCulture);
}
