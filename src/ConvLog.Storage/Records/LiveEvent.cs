namespace ConvLog.Records;

/// <summary>Something that came in, as one reader may see it.</summary>
public sealed record LiveEvent
{
    internal LiveEvent()
    {
    }

    /// <summary>What it is.</summary>
    public LiveEventKind Kind { get; internal init; }

    /// <summary>
    /// The place after this event, to continue from; null while missed events are replayed: a reader continues from the place before it, and may get it again.
    /// </summary>
    public string? Place { get; internal init; }

    /// <summary>The conversation, as a list showed it then.</summary>
    public ConversationSummaryView Conversation { get; internal init; } = null!; // Set by the gate, always.

    /// <summary>The ordinal of the turn it belongs to, from 1; 0 outside any.</summary>
    public int TurnOrdinal { get; internal init; }

    /// <summary>The name of the function it was logged in; null outside any.</summary>
    public string? FunctionName { get; internal init; }

    /// <summary>The logged entry or API response; null for <see cref="LiveEventKind.Conversation"/>.</summary>
    public LoggedView? Logged { get; internal init; }

    /// <summary>When this process told it, in ticks of UTC.</summary>
    internal long ToldAt { get; init; }

    /// <summary>The random id of what was logged.</summary>
    internal Guid? LoggedId => Logged?.Entry?.Id ?? Logged?.ApiResponse?.Id;

    /// <summary>About how many characters it holds.</summary>
    internal int Weight { get; init; }
}
