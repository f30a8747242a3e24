using ConvLog.AspNetCore.Api;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Team;

/// <summary>Scores as people write them.</summary>
internal static class ScoreWords
{
    /// <summary>
    /// The value that someone wrote: a number, yes or no, else a category, as an integer of too many digits is. Of a score that is declared to have
    /// categories, it is one.
    /// </summary>
    /// <param name="name">What is scored.</param>
    /// <param name="text">The value, as it was written.</param>
    /// <param name="definitions">The scores that the host declares.</param>
    public static ScoreValue ValueOf(string name, string text, IEnumerable<ScoreDefinition> definitions)
    {
        var type = definitions.FirstOrDefault(definition => string.Equals(definition.Name, name, StringComparison.Ordinal))?.EffectiveType;
        return type == ScoreType.Category ? text : text.ToUpperInvariant() switch
        {
            "YES" => true,
            "NO" => false,
            _ => ScoreFilter.ValueOf(text) is var value && ScoreText.ProblemOf(text, value) is null ? value : text,
        };
    }
}
