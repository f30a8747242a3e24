namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>A parameter's field in a form of the console. The kind of the field depends on the parameter.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Choices">The words that the parameter accepts and their labels, if there are few.</param>
internal sealed record FormField(string Label, params IReadOnlyList<(string Word, string Label)> Choices)
{
    /// <summary>An example, shown while the field is empty.</summary>
    public string? Placeholder { get; init; }
}
