using System.Globalization;
using ConvLog.AspNetCore.Http;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>A page of the access log.</summary>
/// <param name="Page">The records.</param>
/// <param name="Query">The filters.</param>
internal sealed record AccessListing(AccessPage Page, AccessQuery Query)
{
    public const int PageSize = 100;

    /// <summary>The name of a filter.</summary>
    public const string Conversation = "conversation";

    /// <inheritdoc cref="Conversation"/>
    public const string Reader = "reader";

    /// <inheritdoc cref="Conversation"/>
    public const string From = "from";

    /// <inheritdoc cref="Conversation"/>
    public const string To = "to";

    /// <summary>Whether it is the first page, with the latest records.</summary>
    public bool IsBeginning => Query.Before is null;

    /// <summary>Whether filters are set.</summary>
    public bool IsFiltered => Query is not { ConversationId: null, Reader: null, From: null, To: null };

    /// <summary>The address of the same records from a position on.</summary>
    public string Address(ConsolePaths paths, long? before) => RequestQuery.Address(
        paths.AccessLog,
        [
            (Conversation, Query.ConversationId), (Reader, Query.Reader), (From, Exactly(Query.From)),
            (To, Exactly(Query.To)), ("before", before?.ToString(CultureInfo.InvariantCulture)),
        ]);

    // To the tick, so that all pages have the same filter.
    private static string? Exactly(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
