using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>What the model wants a tool to be called with, as it is logged: where that is no JSON, as the model wrote it, with the reason.</summary>
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

    /// <summary>Takes the calls of an update, of which the arguments may have come with the updates before it.</summary>
    public static void Take(ChatResponseUpdate update, IReadOnlyCollection<ChatResponseUpdate> stream)
    {
        foreach (var call in update.Contents.OfType<FunctionCallContent>())
        {
            if (call is { Exception: not null, Arguments: null } && OpenAIParts.ArgumentsOf(call, stream) is { } written)
            {
                s_written.TryAdd(call, written);
            }
        }
    }

    /// <summary>Why a tool failed: where it could not get its arguments, because of these.</summary>
    public static Exception Explain(FunctionCallContent? call, Exception thrown)
        => call is { Exception: { } unread, Arguments: null } ? new InvalidOperationException(unread.Message, thrown) : thrown;
}
