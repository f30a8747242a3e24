using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>The text of a message, with placeholders for other contents.</summary>
internal static class ContentText
{
    /// <summary>The text of a message's contents, in order.</summary>
    public static string Of(IList<AIContent> contents)
    {
        string?[] texts = [.. contents.Select(Of).Where(static text => !string.IsNullOrEmpty(text))];
        return texts is [{ } only] ? only : string.Concat(texts);
    }

    /// <summary>The text of a content; null if it is neither text, a file, nor a refusal of the model.</summary>
    public static string? Of(AIContent content) => content switch
    {
        TextContent text => text.Text,
        DataContent data => $"[{data.MediaType}]", // Without its size, which would require decoding a data URI.
        UriContent uri => $"[{uri.MediaType}]", // Without the address, which can contain a name or a token.
        HostedFileContent file => $"[{file.MediaType ?? "file"}]",
        HostedVectorStoreContent => "[vector store]",
        ErrorContent error when ResponseErrors.IsRefusal(error) => error.Message,
        _ => null,
    };
}
