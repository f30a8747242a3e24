using ConvLog.Records;

namespace ConvLog.Privacy;

/// <summary>A person or an API key that reads, and what they may see.</summary>
public sealed record Reader
{
    /// <summary>A reader who may read all conversations.</summary>
    /// <param name="name">The name, for the access log and the console's header.</param>
    /// <param name="canReadPii">Whether they may see personal data.</param>
    public Reader(string name, bool canReadPii)
    {
        Name = name;
        CanReadPii = canReadPii;
    }

    /// <summary>The name, for the access log and the console's header.</summary>
    public string Name { get; init; }

    /// <summary>Whether they may see personal data.</summary>
    public bool CanReadPii { get; init; }

    /// <summary>Who it is, unmistakably, as the subject of a host's user; default <see cref="Name"/>. Names may be shared.</summary>
    public string Id { get => field ?? Name; init; }

    /// <summary>
    /// What tells readers with the same <see cref="Id"/> apart: the issuer or the authentication scheme of a user, the key of a program. Null (the default) for
    /// readers who differ by <see cref="Id"/> alone. It is shown to nobody.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>Whose conversations they may read; default all. To them, others are not there.</summary>
    public ConversationScope Scope { get; init; } = ConversationScope.All;

    /// <summary>
    /// Whether they have the permission and see personal data only where they ask for it, as on the console's pages; <see cref="CanReadPii"/> then says whether
    /// they have asked. Default false. Lists, their order and their cursors are the same before and after: asking changes what is shown, not which. As long as
    /// they have not asked, a conversation that is read whole has a mark in place of each personal entry and API response, see
    /// <see cref="EntryView.IsWithheld"/>. They learn from it that there is personal data and nothing of what it is, so it leaves no trace in the access log;
    /// never set it for one without the permission.
    /// </summary>
    public bool AsksForPii { get; init; }

    /// <summary>Why they read personal data, for the access log; null where not told.</summary>
    public string? Reason { get; init; }

    /// <summary>An unknown reader, who sees no personal data.</summary>
    public static Reader Anonymous { get; } = new("anonymous", canReadPii: false);
}
