using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>The contents of a message at the time it was read, to detect changes.</summary>
/// <param name="message">The message.</param>
internal readonly struct MessageParts(ChatMessage message)
{
    private readonly (AIContent Content, object? Value)[] _parts = [.. message.Contents.Select(static content => (content, ValueOf(content)))];

    /// <summary>Whether a message currently has the same contents.</summary>
    public bool Matches(ChatMessage other)
    {
        var contents = other.Contents;
        bool areSame = contents.Count == _parts.Length;
        for (int i = 0; areSame && i < _parts.Length; i++)
        {
            areSame = ReferenceEquals(contents[i], _parts[i].Content) && ReferenceEquals(ValueOf(contents[i]), _parts[i].Value);
        }

        return areSame;
    }

    private static object? ValueOf(AIContent content) => content switch
    {
        TextContent text => text.Text,
        FunctionResultContent result => result.Result,
        FunctionCallContent call => call.Arguments,
        _ => null,
    };
}
