namespace ConvLog.AspNetCore.Api;

/// <summary>A body in the OpenAPI document.</summary>
/// <param name="Schema">The name of its schema among the components; for JSON lines, that of a line. Null for a table.</param>
/// <param name="Example">An example of the body.</param>
/// <param name="ContentType">The media type.</param>
internal sealed record ApiContent(string? Schema, string Example, string ContentType = "application/json")
{
    /// <summary>The media type of JSON lines.</summary>
    public const string JsonLines = "application/x-ndjson";

    /// <summary>The media type of a table.</summary>
    public const string Csv = "text/csv";

    /// <summary>The events of a stream: the name of each event and of its schema.</summary>
    public IReadOnlyList<(string Event, string Schema)> Events { get; init; } = [];

    /// <summary>Alternative bodies in other media types.</summary>
    public IReadOnlyList<ApiContent> Others { get; init; } = [];

    /// <summary>Whether it is a single JSON value; anything else is described as a file.</summary>
    public bool IsJson => ContentType is "application/json" or "application/problem+json";

    /// <summary>A body of lines, as JSON or as CSV.</summary>
    /// <param name="schema">The name of the schema of a line of JSON.</param>
    /// <param name="line">A line of JSON, without a line break.</param>
    /// <param name="table">A table: its first line names the columns.</param>
    public static ApiContent Lines(string schema, string line, string table)
        => new(schema, line.Trim() + "\n", JsonLines) { Others = [new ApiContent(Schema: null, table, Csv)] };
}
