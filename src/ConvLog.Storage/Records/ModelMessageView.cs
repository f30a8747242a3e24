namespace ConvLog.Records;

/// <summary>A message to or from a language model as one reader may see it.</summary>
public sealed record ModelMessageView
{
    internal ModelMessageView()
    {
    }

    /// <summary>The role of the message.</summary>
    public ModelRole Role { get; internal init; }

    /// <summary>The text; empty if the model only calls tools.</summary>
    public VisibleText Text { get; internal init; }

    /// <summary>The tool calls that the model requests.</summary>
    public IReadOnlyList<ModelToolCallView> ToolCalls { get; internal init; } = [];

    /// <summary>The tool call whose result this is; null for other messages.</summary>
    public string? ToolCallId { get; internal init; }

    /// <summary>The model's reasoning before its answer; null for none.</summary>
    public VisibleText? Reasoning { get; internal init; }

    /// <summary>The agent that wrote it, as the host names it; null if unknown.</summary>
    public string? Author { get; internal init; }

    /// <summary>
    /// Whether, as far as this reader may see, the conversation's previous request did not have it at this position, and it was not the answer to that request:
    /// the part that the call adds to the context.
    /// </summary>
    public bool IsNew { get; internal init; }

    /// <summary>Whether the message is not stored, because it was dropped before.</summary>
    public bool IsMissing { get; internal init; }
}
