using ConvLog.AspNetCore.Api.OpenApi;
using ConvLog.AspNetCore.Api.Shapes;

namespace ConvLog.AspNetCore.Api;

/// <summary>A body in the OpenAPI document.</summary>
/// <param name="Schema">The name of its schema among the components; for JSON lines, the schema of one line. Null for CSV.</param>
/// <param name="Example">An example.</param>
/// <param name="ContentType">The media type.</param>
internal sealed record ApiContent(string? Schema, string Example, string ContentType = "application/json")
{
    /// <summary>The type from which the schema is made, if it is among <see cref="ApiShapes"/>.</summary>
    public Type? Shape { get; private init; }

    public const string JsonLines = "application/x-ndjson";

    public const string Csv = "text/csv";

    /// <summary>The names of the events of a stream and of their schemas.</summary>
    public IReadOnlyList<(string Event, string Schema)> Events { get; init; } = [];

    /// <summary>Alternatives in other media types.</summary>
    public IReadOnlyList<ApiContent> Alternatives { get; init; } = [];

    /// <summary>Whether it is one JSON value; other bodies are described as files.</summary>
    public bool IsJson => ContentType is "application/json" or "application/problem+json";

    /// <summary>A body of a shape.</summary>
    public static ApiContent Of<T>(string example, string contentType = "application/json")
        => new(ShapeSchemas.NameOf(typeof(T)), example, contentType) { Shape = typeof(T) };

    /// <summary>A body of lines, as JSON or as CSV.</summary>
    /// <param name="schema">The name of the schema of a JSON line.</param>
    /// <param name="line">An example of a JSON line, without its line break.</param>
    /// <param name="table">An example in CSV, with a header row.</param>
    public static ApiContent Lines(string schema, string line, string table)
        => new(schema, line.Trim() + "\n", JsonLines) { Alternatives = [new ApiContent(Schema: null, table, Csv)] };
}
