namespace ConvLog.AspNetCore.Api;

/// <summary>A body as the OpenAPI document tells it.</summary>
/// <param name="Schema">The name of its schema among the components.</param>
/// <param name="Example">One, as it stands in the body.</param>
/// <param name="ContentType">The media type.</param>
internal sealed record ApiContent(string Schema, string Example, string ContentType = "application/json")
{
    /// <summary>What the events of a stream hold: the name of an event and of its schema.</summary>
    public IReadOnlyList<(string Event, string Schema)> Events { get; init; } = [];
}
