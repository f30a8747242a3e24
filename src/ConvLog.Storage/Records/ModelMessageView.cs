namespace ConvLog.Records;

/// <summary>A message to or from a language model as one reader may see it.</summary>
public sealed record ModelMessageView
{
    internal ModelMessageView()
    {
    }

    /// <summary>Whose words it holds.</summary>
    public ModelRole Role { get; internal init; }

    /// <summary>The text; empty where the model only calls tools.</summary>
    public VisibleText Text { get; internal init; }

    /// <summary>The tools that the model wants called.</summary>
    public IReadOnlyList<ModelToolCallView> ToolCalls { get; internal init; } = [];

    /// <summary>The tool call whose result it is; null where it is none.</summary>
    public string? ToolCallId { get; internal init; }

    /// <summary>What the model thought before it answered; null for nothing.</summary>
    public VisibleText? Reasoning { get; internal init; }

    /// <summary>Which agent said it, as the host names it; null where not told.</summary>
    public string? Author { get; internal init; }

    /// <summary>
    /// Whether it was not at this place of the conversation's previous request, nor its answer, as far as this reader can tell: what the call adds to what the
    /// model knew.
    /// </summary>
    public bool IsNew { get; internal init; }

    /// <summary>Whether it is not stored: it was dropped on its way.</summary>
    public bool IsMissing { get; internal init; }
}
