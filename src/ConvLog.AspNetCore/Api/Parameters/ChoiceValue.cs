namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>One of some words.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means.</param>
/// <param name="Choices">The words and what they stand for.</param>
internal sealed record ChoiceValue<T>(string Name, string Description, IReadOnlyList<(string Word, T Value)> Choices) : QueryValue<T?>(Name, Description)
    where T : struct
{
    public override string Schema => $$"""{"type":"string","enum":[{{string.Join(',', Choices.Select(static choice => $"\"{choice.Word}\""))}}]}""";

    public override T? Read(ApiCall call)
    {
        if (TextOf(call) is not { } text)
        {
            return null;
        }

        foreach (var (word, value) in Choices)
        {
            if (string.Equals(word, text, StringComparison.Ordinal))
            {
                return value;
            }
        }

        throw Wrong(text, $"one of {string.Join(", ", Choices.Select(static choice => choice.Word))}");
    }
}
