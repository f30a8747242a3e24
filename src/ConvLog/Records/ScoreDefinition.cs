using System.Globalization;
using ConvLog.Records;

namespace ConvLog;

/// <summary>
/// The allowed values of a score. A host declares the scores that it wants validated (<see cref="ConvLogOptions.Scores"/>); others accept any value.
/// </summary>
public sealed class ScoreDefinition
{
    /// <summary>The score's name, case-sensitive.</summary>
    public string Name { get; set; } = "";

    /// <summary>The kind of value. If null, the default: a number if <see cref="Min"/> or <see cref="Max"/> is set, a category if <see cref="Categories"/>
    /// has items, otherwise any kind.</summary>
    public ScoreType? Type { get; set; }

    /// <summary>The minimum number; null, the default, for no minimum.</summary>
    public double? Min { get; set; }

    /// <summary>The maximum number; null, the default, for no maximum.</summary>
    public double? Max { get; set; }

    /// <summary>The allowed categories, case-sensitive; if empty, the default, any category is allowed.</summary>
    public IList<string> Categories { get; } = [];

    /// <summary>Whether a higher number, or yes, is better. Null, the default, if neither is.</summary>
    public bool? HigherIsBetter { get; set; }

    /// <summary>The kind of value that follows from the other properties; null for any kind.</summary>
    public ScoreType? EffectiveType => Type ?? (Min is not null || Max is not null ? ScoreType.Number : Categories.Count > 0 ? ScoreType.Category : null);

    /// <summary>The problem with the definition; null if there is none.</summary>
    internal string? Problem => this switch
    {
        { Name: null or "" } => "A score's definition needs the score's name.",
        { Name: ScoreRules.Rating } => $"The score {ScoreRules.Rating} is defined: thumbs up or down.",
        { EffectiveType: not (null or ScoreType.Number) } when Min is not null || Max is not null => $"The score {Name} has no numbers: leave out Min and Max.",
        { EffectiveType: not (null or ScoreType.Category) } when Categories.Count > 0 => $"The score {Name} has no categories: leave them out.",
        _ when Min > Max || double.IsNaN(Min ?? 0) || double.IsNaN(Max ?? 0) => $"The score {Name} has no numbers from {Text(Min)} to {Text(Max)}.",
        _ => null,
    };

    /// <summary>The reason why a value is refused; null if it is allowed.</summary>
    internal string? Refusal(ScoreValue value)
    {
        bool isRight = EffectiveType switch
        {
            null => true,
            ScoreType.Number => !(value.Number < Min) && !(value.Number > Max) && value.Number is not null,
            ScoreType.YesNo => value.YesNo is not null,
            _ => value.Category is { } category && (Categories.Count == 0 || Categories.Contains(category)),
        };
        return isRight ? null : $"The score {Name} takes {ExpectedValues}, not {value}.";
    }

    private string ExpectedValues => EffectiveType switch
    {
        ScoreType.YesNo => "yes or no (true or false)",
        ScoreType.Category when Categories.Count > 0 => $"one of: {string.Join(", ", Categories)}",
        ScoreType.Category => "a category",
        _ when Min is null && Max is null => "a number",
        _ when Max is null => $"a number from {Text(Min)}",
        _ when Min is null => $"a number up to {Text(Max)}",
        _ => $"a number from {Text(Min)} to {Text(Max)}",
    };

    private static string Text(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
