namespace ConvLog.Records;

/// <summary>A new entry, API response or change of a conversation, as one reader may see it.</summary>
public sealed record LiveEvent
{
    internal LiveEvent()
    {
    }

    /// <summary>The kind of event.</summary>
    public LiveEventKind Kind { get; internal init; }

    /// <summary>
    /// The cursor after this event; null while missed events are replayed: a reader then continues with the previous cursor, and may receive the event again.
    /// </summary>
    public string? Place { get; internal init; }

    /// <summary>The conversation, as a list showed it at that time.</summary>
    public ConversationSummaryView Conversation { get; internal init; } = null!; // Always set by the gate.

    /// <summary>The ordinal of the turn it belongs to, from 1; 0 outside turns.</summary>
    public int TurnOrdinal { get; internal init; }

    /// <summary>The name of the function in which it was logged; null outside functions.</summary>
    public string? FunctionName { get; internal init; }

    /// <summary>The logged entry or API response; null for <see cref="LiveEventKind.Conversation"/>.</summary>
    public LoggedView? Logged { get; internal init; }

    /// <summary>When this process published it, in ticks of UTC.</summary>
    internal long PublishedAt { get; init; }

    /// <summary>The random ID of the logged record.</summary>
    internal Guid? LoggedId => Logged?.Entry?.Id ?? Logged?.ApiResponse?.Id;

    /// <summary>The approximate number of characters.</summary>
    internal int Weight { get; init; }
}
