namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>Some of several words: the parameter may be given more than once, or once with the words separated by commas.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means.</param>
/// <param name="Choices">The words and what they stand for.</param>
/// <param name="Join">What two values stand for together.</param>
/// <typeparam name="T">What they stand for together; null where none is given.</typeparam>
internal sealed record ChoiceValues<T>(string Name, string Description, IReadOnlyList<(string Word, T Value)> Choices, Func<T, T, T> Join)
    : QueryValue<T?>(Name, Description)
    where T : struct
{
    public override string Schema => $$"""{"type":"array","items":{{Choices.Schema()}} }""";

    public override T? Read(ApiCall call)
    {
        string[] words = [.. call.Context.Request.Query[Name].SelectMany(static given => (given ?? "").Split(','))];
        return words.Length == 0 ? null : words.Select(ValueOf).Aggregate(Join);
    }

    private T ValueOf(string given) => Choices.Find(given) ?? throw Wrong(given, $"one or more of {Choices.Words()}");
}
