namespace ConvLog.Records;

/// <summary>An end user as one reader may see them, with what the user's conversations add up to.</summary>
public sealed record UserView
{
    internal UserView()
    {
    }

    /// <summary>The user's id, or the pseudonym where the reader may not know it, or where it is gone.</summary>
    public VisibleText User { get; internal init; }

    /// <summary>What the user is called who may not be known by the id: random, the same in all of the user's conversations.</summary>
    public string Pseudonym { get; internal init; } = "";

    /// <summary>How many conversations began in the time that was asked for.</summary>
    public long Conversations { get; internal init; }

    /// <summary>How many of them had problems, as far as this reader may know of them.</summary>
    public long ProblemConversations { get; internal init; }

    /// <summary>When the first of them began, in UTC.</summary>
    public DateTimeOffset FirstStartedAt { get; internal init; }

    /// <summary>When the latest of them began, in UTC.</summary>
    public DateTimeOffset LastStartedAt { get; internal init; }
}
