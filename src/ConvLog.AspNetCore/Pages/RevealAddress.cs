using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages;

/// <summary>The address of a page with a ticket that reveals its personal data. It is the last parameter, so that the page's own query is unchanged.</summary>
internal static class RevealAddress
{
    private const string Parameter = PageResponses.RevealField + "=";

    public static string Of(string address, string ticket)
        => $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Parameter}{ticket}";

    /// <summary>Removes the ticket from a request's query, so that the page and its links have the address without it; null if there is none.</summary>
    public static string? TakeTicket(HttpRequest request)
    {
        string query = request.QueryString.Value ?? "";
        int last = query.LastIndexOfAny(['?', '&']);
        if (last < 0 || !query.AsSpan(last + 1).StartsWith(Parameter, StringComparison.Ordinal))
        {
            return null;
        }

        request.QueryString = new QueryString(query[..last]);
        return query[(last + 1 + Parameter.Length)..];
    }
}
