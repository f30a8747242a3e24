namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>The words that a parameter accepts, and their values.</summary>
internal static class ChoiceExtensions
{
    /// <summary>The value of a word; null for an unknown word.</summary>
    public static T? Find<T>(this IReadOnlyList<(string Word, T Value)> choices, string text)
        where T : struct
    {
        foreach (var (word, value) in choices)
        {
            if (string.Equals(word, text, StringComparison.Ordinal))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>All words, as listed in an error.</summary>
    public static string JoinWords<T>(this IReadOnlyList<(string Word, T Value)> choices) => string.Join(", ", choices.Select(static choice => choice.Word));

    /// <summary>The schema of one word.</summary>
    public static string Schema<T>(this IReadOnlyList<(string Word, T Value)> choices)
        => $$"""{"type":"string","enum":[{{string.Join(',', choices.Select(static choice => $"\"{choice.Word}\""))}}]}""";
}
