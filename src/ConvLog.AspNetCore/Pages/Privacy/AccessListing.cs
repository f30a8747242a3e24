using System.Globalization;
using ConvLog.AspNetCore.Http;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>A part of the access log.</summary>
/// <param name="Page">The reads.</param>
/// <param name="Query">Which reads were asked for.</param>
internal sealed record AccessListing(AccessPage Page, AccessQuery Query)
{
    public const int PageSize = 100;

    /// <summary>The filters, by name.</summary>
    public const string Conversation = "conversation";

    /// <inheritdoc cref="Conversation"/>
    public const string Reader = "reader";

    /// <inheritdoc cref="Conversation"/>
    public const string From = "from";

    /// <inheritdoc cref="Conversation"/>
    public const string To = "to";

    /// <summary>Whether it begins with the latest.</summary>
    public bool IsBeginning => Query.Before is null;

    /// <summary>Whether some reads are left out.</summary>
    public bool IsFiltered => Query is not { ConversationId: null, Reader: null, From: null, To: null };

    /// <summary>The address of the same reads, from a position on.</summary>
    public string Address(ConsolePaths paths, long? before) => RequestQuery.Address(
        paths.AccessLog,
        [
            (Conversation, Query.ConversationId), (Reader, Query.Reader), (From, Exactly(Query.From)),
            (To, Exactly(Query.To)), ("before", before?.ToString(CultureInfo.InvariantCulture)),
        ]);

    // To the tick: each page of the log is of the same reads.
    private static string? Exactly(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
