namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>The field that a parameter has in a form of the console. What kind of field it is follows from the parameter.</summary>
/// <param name="Label">What stands above it.</param>
/// <param name="Choices">The words that the parameter takes, where there are few, and what is shown for them.</param>
internal sealed record FormField(string Label, params IReadOnlyList<(string Word, string Label)> Choices)
{
    /// <summary>An example, shown while the field is empty.</summary>
    public string? Placeholder { get; init; }
}
