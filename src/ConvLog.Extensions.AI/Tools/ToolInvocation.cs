using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Tools;

/// <summary>What the loop that invokes tools says of one invocation.</summary>
/// <param name="CallId">The ID by which the model refers to the call; null where not known.</param>
/// <param name="Call">The call; null where not known.</param>
/// <param name="Function">The tool as the loop knows it; null where not known.</param>
/// <param name="Messages">The messages so far, which end with the model's request for this call; null where not known.</param>
/// <param name="Context">The loop's own context of it, where a tool can say that the loop ends; null where not known.</param>
internal readonly record struct ToolInvocation(
    string? CallId, FunctionCallContent? Call = null, AIFunction? Function = null, IList<ChatMessage>? Messages = null, object? Context = null);
