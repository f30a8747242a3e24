namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>The field of a parameter in a form of the console. The parameter determines the kind of field.</summary>
/// <param name="Label">The field's label.</param>
/// <param name="Choices">The words that the parameter accepts, if there are few, with their labels.</param>
internal sealed record FormField(string Label, params IReadOnlyList<(string Word, string Label)> Choices)
{
    /// <summary>An example, shown while the field is empty.</summary>
    public string? Placeholder { get; init; }
}
