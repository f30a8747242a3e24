using System.Globalization;

namespace ConvLog.Records;

/// <summary>Which scores and rating reasons are accepted, according to general rules and the host's declarations.</summary>
/// <param name="definitions">The scores that the host declares.</param>
/// <param name="reasons">The allowed reasons of a rating; empty for <see cref="DefaultReasons"/>.</param>
internal sealed class ScoreRules(IReadOnlyList<ScoreDefinition> definitions, IReadOnlyList<string> reasons)
{
    /// <summary>The score that represents thumbs up and down: a Boolean score of a turn.</summary>
    public const string Rating = "rating";

    public static readonly string[] DefaultReasons =
        ["wrong information", "incomplete", "too long", "too general", "wrong tool", "wrong handoff", "tone", "other"];

    public IReadOnlyList<ScoreDefinition> Definitions => definitions;

    public IReadOnlyList<string> Reasons { get; } = reasons.Count == 0 ? DefaultReasons : reasons;

    /// <summary>The reason why a score is refused; null if it is accepted.</summary>
    public string? Refusal(string name, ScoreValue value)
    {
        if (value.Type is null)
        {
            return $"The score {name} has no value: give a number, true or false, or a category.";
        }

        if (value.Number is { } number && !double.IsFinite(number))
        {
            return string.Create(CultureInfo.InvariantCulture, $"The score {name} takes a number, not {number}.");
        }

        return definitions.FirstOrDefault(definition => string.Equals(definition.Name, name, StringComparison.Ordinal))?.Refusal(value);
    }

    /// <summary>Why a rating reason is refused; null if it is accepted.</summary>
    public string? Refusal(string reason)
        => Reasons.Contains(reason, StringComparer.Ordinal) ? null : $"A rating has no reason \"{reason}\". The reasons are: {string.Join(", ", Reasons)}.";
}
