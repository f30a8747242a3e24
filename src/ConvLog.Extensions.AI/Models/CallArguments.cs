using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>The arguments of a tool call for the log. If they are not valid JSON: the model's text, with the reason.</summary>
internal static class CallArguments
{
    private static readonly ConditionalWeakTable<FunctionCallContent, string> s_written = []; // Of calls that were streamed.

    /// <summary>The arguments of a call; null for none.</summary>
    public static object? Of(FunctionCallContent call) => call is { Exception: { } unread, Arguments: null }
        ? new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["_"] = OpenAIParts.ArgumentsOf(call, []) ?? (s_written.TryGetValue(call, out string? written) ? written : null),
            ["_error"] = unread.Message,
        }
        : call.Arguments;

    /// <summary>Adds the calls of an update, whose arguments may have arrived with earlier updates.</summary>
    public static void AddCalls(ChatResponseUpdate update, IReadOnlyCollection<ChatResponseUpdate> stream)
    {
        foreach (var call in update.Contents.OfType<FunctionCallContent>())
        {
            if (call is { Exception: not null, Arguments: null } && OpenAIParts.ArgumentsOf(call, stream) is { } written)
            {
                s_written.TryAdd(call, written);
            }
        }
    }

    /// <summary>Why a tool failed; if its arguments were not valid, that is the reason.</summary>
    public static Exception Explain(FunctionCallContent? call, Exception thrown)
        => call is { Exception: { } unread, Arguments: null } ? new InvalidOperationException(unread.Message, thrown) : thrown;
}
