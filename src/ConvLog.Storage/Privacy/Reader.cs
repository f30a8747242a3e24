using ConvLog.Records;

namespace ConvLog.Privacy;

/// <summary>A person or an API key that reads conversations, with its permissions.</summary>
public sealed record Reader
{
    /// <summary>Creates a reader who may read all conversations.</summary>
    /// <param name="name">The name, for the access log and the console's header.</param>
    /// <param name="canReadPii">Whether the reader may see personal data.</param>
    public Reader(string name, bool canReadPii)
    {
        Name = name;
        CanReadPii = canReadPii;
    }

    /// <summary>The name, for the access log and the console's header.</summary>
    public string Name { get; init; }

    /// <summary>Whether the reader may see personal data.</summary>
    public bool CanReadPii { get; init; }

    /// <summary>The unique ID, such as the subject of the host's user; default <see cref="Name"/>. Names need not be unique.</summary>
    public string Id { get => field ?? Name; init; }

    /// <summary>
    /// Distinguishes readers with the same <see cref="Id"/>: the issuer or the authentication scheme of a user, the key of a program. Null (the default) for
    /// readers whose <see cref="Id"/> is unique. Never shown.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>The conversations that the reader may read; default all. Others do not exist for this reader.</summary>
    public ConversationScope Scope { get; init; } = ConversationScope.All;

    /// <summary>
    /// Whether the reader has the permission and sees personal data only on request, as on the console's pages; <see cref="CanReadPii"/> then says whether the
    /// reader has requested it. Default false. Lists, their order and their cursors are the same before and after the request: it changes the displayed values,
    /// not the selection. Before the request, a conversation that is read as a whole has a placeholder for each personal entry and API response, see
    /// <see cref="EntryView.IsWithheld"/>. Placeholders reveal that there is personal data, but no content, so they are not recorded in the access log; never
    /// set this for a reader without the permission.
    /// </summary>
    public bool AsksForPii { get; init; }

    /// <summary>The reason for reading personal data, for the access log; null if none is given.</summary>
    public string? Reason { get; init; }

    /// <summary>An unknown reader, who sees no personal data.</summary>
    public static Reader Anonymous { get; } = new("anonymous", canReadPii: false);
}
