using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>
/// Data of OpenAI's client that the contents of Microsoft.Extensions.AI lack: a streamed refusal, and arguments that are not valid JSON. The client is in a
/// package that this one does not depend on, and is bound by name if the host has it.
/// </summary>
internal static class OpenAIParts
{
    private const DynamicallyAccessedMemberTypes Properties = DynamicallyAccessedMemberTypes.PublicProperties;

    [DynamicallyAccessedMembers(Properties)]
    private static readonly Type? s_chatUpdate = Type.GetType("OpenAI.Chat.StreamingChatCompletionUpdate, OpenAI");

    [DynamicallyAccessedMembers(Properties)]
    private static readonly Type? s_callUpdate = Type.GetType("OpenAI.Chat.StreamingChatToolCallUpdate, OpenAI");

    [DynamicallyAccessedMembers(Properties)]
    private static readonly Type? s_chatCall = Type.GetType("OpenAI.Chat.ChatToolCall, OpenAI");

    [DynamicallyAccessedMembers(Properties)]
    private static readonly Type? s_itemUpdate = Type.GetType("OpenAI.Responses.StreamingResponseOutputItemDoneUpdate, OpenAI");

    [DynamicallyAccessedMembers(Properties)]
    private static readonly Type? s_itemCall = Type.GetType("OpenAI.Responses.FunctionCallResponseItem, OpenAI");

    private static readonly PropertyInfo? s_refusal = s_chatUpdate?.GetProperty("RefusalUpdate");
    private static readonly PropertyInfo? s_calls = s_chatUpdate?.GetProperty("ToolCallUpdates");
    private static readonly PropertyInfo? s_callIndex = s_callUpdate?.GetProperty("Index");
    private static readonly PropertyInfo? s_callId = s_callUpdate?.GetProperty("ToolCallId");
    private static readonly PropertyInfo? s_callPart = s_callUpdate?.GetProperty("FunctionArgumentsUpdate");
    private static readonly PropertyInfo? s_chatArguments = s_chatCall?.GetProperty("FunctionArguments");
    private static readonly PropertyInfo? s_item = s_itemUpdate?.GetProperty("Item");
    private static readonly PropertyInfo? s_itemArguments = s_itemCall?.GetProperty("FunctionArguments");

    /// <summary>A part of a refusal; null for none.</summary>
    public static string? RefusalIn(ChatResponseUpdate update) => Value(s_refusal, update.RawRepresentation) as string;

    /// <summary>The arguments of a call as the model wrote them; null if unknown.</summary>
    /// <param name="call">The call.</param>
    /// <param name="stream">The updates of its stream; empty for none.</param>
    public static string? ArgumentsOf(FunctionCallContent call, IReadOnlyCollection<ChatResponseUpdate> stream)
        => (Value(s_chatArguments, call.RawRepresentation) ?? ItemArguments(call.RawRepresentation))?.ToString()
        ?? stream.Where(update => update.Contents.Contains(call)).Select(static update => ItemArguments(Value(s_item, update.RawRepresentation))?.ToString())
            .FirstOrDefault(static written => written is not null)
        ?? Streamed(call.CallId, stream);

    private static object? ItemArguments(object? item) => Value(s_itemArguments, item);

    // Only the first part of a call has its ID; the others have the same index. An ID may be reused in a later round.
    private static string? Streamed(string callId, IReadOnlyCollection<ChatResponseUpdate> stream)
    {
        StringBuilder? written = null;
        object? index = null;
        foreach (object part in stream.SelectMany(static update => Value(s_calls, update.RawRepresentation) as IEnumerable<object> ?? []))
        {
            if (Value(s_callId, part) is string { Length: > 0 } id)
            {
                if (string.Equals(id, callId, StringComparison.Ordinal))
                {
                    (index, written) = (Value(s_callIndex, part), new StringBuilder());
                }
                else if (Equals(index, Value(s_callIndex, part)))
                {
                    index = null; // The part belongs to a later round.
                }
            }

            if (index is not null && index.Equals(Value(s_callIndex, part)))
            {
                written!.Append(Value(s_callPart, part));
            }
        }

        return written?.ToString();
    }

    private static object? Value(PropertyInfo? property, object? of)
        => of is not null && property?.DeclaringType?.IsInstanceOfType(of) == true ? property.GetValue(of) : null;
}
