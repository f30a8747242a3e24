using ConvLog.AspNetCore.Api;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Team;

/// <summary>Scores as they are entered.</summary>
internal static class ScoreInputParser
{
    /// <summary>
    /// Parses a value: a number, yes or no, otherwise a category, including an integer with too many digits. For a score that is declared with categories, the
    /// value is always a category.
    /// </summary>
    /// <param name="name">The name of the score.</param>
    /// <param name="text">The value as entered.</param>
    /// <param name="definitions">The scores that the host declares.</param>
    public static ScoreValue Parse(string name, string text, IEnumerable<ScoreDefinition> definitions)
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
