namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>Several values from a list of words: the parameter may be repeated, or its words separated by commas.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its meaning.</param>
/// <param name="Choices">The words and their values.</param>
/// <param name="Join">Combines two values.</param>
/// <typeparam name="T">The type of the combined value; null if the parameter is missing.</typeparam>
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

    private T ValueOf(string given) => Choices.Find(given) ?? throw InvalidValue(given, $"one or more of {Choices.JoinWords()}");
}
