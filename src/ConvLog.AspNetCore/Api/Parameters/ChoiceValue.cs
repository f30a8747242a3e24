namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>A value from a list of words.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its meaning.</param>
/// <param name="Choices">The words and their values.</param>
internal sealed record ChoiceValue<T>(string Name, string Description, IReadOnlyList<(string Word, T Value)> Choices) : QueryValue<T?>(Name, Description)
    where T : struct
{
    public override string Schema => Choices.Schema();

    public override T? Read(ApiCall call)
        => TextOf(call) is { } text ? Choices.Find(text) ?? throw InvalidValue(text, $"one of {Choices.JoinWords()}") : null;
}
