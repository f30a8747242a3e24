using System.Text.Json;

namespace ConvLog.Extensions.AI.Models;

/// <summary>
/// The result of a tool of an MCP server. Its client returns contents if there is nothing else, and the protocol's message for a failure, structured content
/// and metadata. The client is in a package that this one does not depend on, so the message is recognized by its structure.
/// </summary>
/// <param name="IsError">Whether the tool reports a failure.</param>
/// <param name="Value">Its text, otherwise its structured content; null for neither.</param>
internal sealed record McpResult(bool IsError, object? Value)
{
    private const string Message = "ModelContextProtocol.Protocol.CallToolResult";

    /// <summary>Reads the result of a tool; null if it is not such a message. Never throws.</summary>
    public static McpResult? Of(object? result)
    {
        try
        {
            return result switch
            {
                JsonElement element => Read(element),
                not null when string.Equals(result.GetType().FullName, Message, StringComparison.Ordinal) => Read(Json(result)),
                _ => null,
            };
        }
        catch (Exception)
        {
            // It may be unreadable, for example because its memory was freed. It is then logged like any other result.
            return null;
        }
    }

    private static McpResult? Read(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object || !message.EnumerateObject().All(static property => IsOfMessage(property.Name))
            || !message.TryGetProperty("content", out var content) || content.ValueKind != JsonValueKind.Array
            || !content.EnumerateArray().All(static block => Text(block, "type") is not null))
        {
            return null;
        }

        bool isError = message.TryGetProperty("isError", out var told) && told.ValueKind == JsonValueKind.True;
        string text = string.Join('\n', content.EnumerateArray().Select(BlockText));
        return new McpResult(isError, text.Length > 0 ? text : message.TryGetProperty("structuredContent", out var structured) ? structured : null);
    }

    private static bool IsOfMessage(string name) => name is "content" or "structuredContent" or "isError" or "resultType" or "_meta";

    // Text unchanged, and the type of any other content, as in the text of a message.
    private static string BlockText(JsonElement block)
    {
        var holder = block.TryGetProperty("resource", out var resource) && resource.ValueKind == JsonValueKind.Object ? resource : block;
        return Text(holder, "text") ?? $"[{Text(holder, "mimeType") ?? Text(block, "type")}]";
    }

    private static string? Text(JsonElement holder, string name)
        => holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;

    private static JsonElement Json(object result)
    {
        using var document = JsonDocument.Parse(ToolResult.Text(result));
        return document.RootElement.Clone();
    }
}
