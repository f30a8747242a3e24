using ConvLog.AspNetCore.Review;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>JSON with syntax highlighting; other text unchanged.</summary>
public partial class JsonMarkup
{
    internal static RenderFragment Of(string text) => JsonTokens.Of(text, isIndented: true) is { } tokens ? Of(tokens) : Logged.Block(text);

    internal static RenderFragment Line(string text) => JsonTokens.Of(text, isIndented: false) is { } tokens ? Of(tokens) : Logged.Line(text);

    private IReadOnlyList<JsonToken> Tokens { get; init; } = [];

    private static RenderFragment Of(IReadOnlyList<JsonToken> tokens)
        => new JsonMarkup { Tokens = tokens }.BuildRenderTree;

    private static string ClassOf(JsonTokenKind kind) => kind switch
    {
        JsonTokenKind.Key => "key",
        JsonTokenKind.Number => "number",
        JsonTokenKind.Boolean => "boolean",
        _ => "null",
    };
}
