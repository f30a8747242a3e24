using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages;

/// <summary>The address of a page with a ticket. It is the last parameter, so that the page's own query is unchanged.</summary>
internal static class TicketAddress
{
    /// <summary>The parameter of a ticket that reveals the page's personal data.</summary>
    public const string Reveal = PageResponses.RevealField;

    /// <summary>The parameter of a ticket for the result of a form.</summary>
    public const string Result = "result";

    public static string Of(string address, string parameter, string ticket)
        => $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{parameter}={ticket}";

    /// <summary>Removes a ticket from a request's query, so that the page and its links have the address without it; null if there is none.</summary>
    public static string? Take(HttpRequest request, string parameter)
    {
        string query = request.QueryString.Value ?? "";
        int last = query.LastIndexOfAny(['?', '&']);
        if (last < 0 || !query.AsSpan(last + 1).StartsWith($"{parameter}=", StringComparison.Ordinal))
        {
            return null;
        }

        request.QueryString = new QueryString(query[..last]);
        return query[(last + 2 + parameter.Length)..];
    }
}
