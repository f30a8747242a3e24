using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Team;

/// <summary>The conversation that was just marked as read: the address of the next page contains it, so that this page can undo it.</summary>
internal static class MarkedRead
{
    private const string Parameter = "marked";

    /// <summary>The conversation in an address; null for none.</summary>
    public static string? FromQuery(HttpRequest request) => request.Query[Parameter] is [{ Length: > 0 } id] ? id : null;

    /// <summary>A query with the conversation.</summary>
    /// <param name="kept">The rest of the query.</param>
    /// <param name="id">The conversation.</param>
    public static string Query(string kept, string id) => $"{kept}{(kept.Length > 0 ? "&" : "")}{Parameter}={Uri.EscapeDataString(id)}";
}
