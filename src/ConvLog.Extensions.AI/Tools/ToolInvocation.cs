using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Tools;

/// <summary>The data of a loop about one tool invocation.</summary>
/// <param name="CallId">The model's ID of the call; null if unknown.</param>
/// <param name="Call">The call; null if unknown.</param>
/// <param name="Function">The loop's tool; null if unknown.</param>
/// <param name="Messages">The messages up to and including the model's request for this call; null if unknown.</param>
/// <param name="Context">The loop's own context, with which a tool can end the loop; null if unknown.</param>
internal readonly record struct ToolInvocation(
    string? CallId, FunctionCallContent? Call = null, AIFunction? Function = null, IList<ChatMessage>? Messages = null, object? Context = null);
