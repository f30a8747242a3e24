namespace ConvLog.Records;

/// <summary>An end user as one reader may see them, with a summary of the user's conversations.</summary>
public sealed record UserView
{
    internal UserView()
    {
    }

    /// <summary>The user's ID; the pseudonym if the reader may not see the ID, or it was deleted.</summary>
    public VisibleText User { get; internal init; }

    /// <summary>The user's pseudonym, shown to readers who may not see the ID: random, the same in all of the user's conversations.</summary>
    public string Pseudonym { get; internal init; } = "";

    /// <summary>The number of conversations that match the query.</summary>
    public long Conversations { get; internal init; }

    /// <summary>The number of conversations with problems that this reader may see.</summary>
    public long ProblemConversations { get; internal init; }

    /// <summary>When the first of them began, in UTC.</summary>
    public DateTimeOffset FirstStartedAt { get; internal init; }

    /// <summary>When the latest of them began, in UTC.</summary>
    public DateTimeOffset LastStartedAt { get; internal init; }
}
