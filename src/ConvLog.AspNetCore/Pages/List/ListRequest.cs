using System.Globalization;
using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Pages.Parts;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>
/// The parameters of the list's address. Filters are those of the API, with the same names; only a period is the console's own.
/// </summary>
/// <param name="Address">The address.</param>
/// <param name="Query">The filters and the order.</param>
/// <param name="Cursor">The cursor of the page; null for the first.</param>
/// <param name="Number">The number of the page, from 1, as given by its link.</param>
internal sealed record ListRequest(ListAddress Address, ConversationQuery Query, string? Cursor, int Number)
{
    /// <summary>The period of all time. Without a period, a text search covers the last seven days.</summary>
    public const string AllTime = "all";

    private const int MostPages = 1_000_000;

    private static readonly string[] s_own =
        [ListAddress.Cursor, ListAddress.Page, ListAddress.Period, ListAddress.View, ListAddress.Columns, ListAddress.Counted, ListAddress.Queue];

    /// <summary>The filters with unreadable values, by name, each with the error and the expected format. The other filters are applied.</summary>
    public IReadOnlyDictionary<string, string> Unread { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The columns of the list.</summary>
    public ListColumns Columns => ListColumns.Of(Address[ListAddress.Columns], Query.Sort);

    /// <summary>Whether the facets and bars of a long list are counted as well.</summary>
    public bool CountsAll => Address[ListAddress.Counted] is ListAddress.AllCounted;

    /// <summary>Reads the parameters. Unreadable filters are omitted from the query and kept in the address.</summary>
    public static ListRequest Read(HttpContext context, ConsolePage page, Reader reader)
    {
        var unread = Repeated(context.Request);
        var given = RequestQuery.ReadKnown(context.Request, IsKnown, IsRepeatable);
        var asked = new Dictionary<string, string>(given, StringComparer.Ordinal);
        var call = new ApiCall(context, page.Visitor, reader);
        ConversationQuery? query = null;
        while (query is null)
        {
            RequestQuery.Set(context.Request, asked);
            try
            {
                query = ConversationFilters.Read(call);
                query = query with { From = query.From ?? BeginningOf(asked.GetValueOrDefault(ListAddress.Period), page.Now) };
            }
            catch (ApiProblemException e) when (e.Field is { } name && asked.Remove(name))
            {
                query = null;
                unread[name] = e.Message;
            }
        }

        return new ListRequest(new ListAddress(page.Paths.Home, given) { Unread = unread.Keys }, query, given.GetValueOrDefault(ListAddress.Cursor),
            NumberOf(given.GetValueOrDefault(ListAddress.Page))) { Unread = unread };
    }

    /// <summary>The start of a period up to now, to the second; null for none.</summary>
    /// <exception cref="ApiProblemException">The period is unknown.</exception>
    public static DateTimeOffset? BeginningOf(string? period, DateTimeOffset now)
    {
        if (period is null or AllTime)
        {
            return period is null ? null : DateTimeOffset.UnixEpoch;
        }

        var begun = now - (Period.Find(period) ?? throw Period.Unknown(AllTime)).Length;
        return begun.AddTicks(-(begun.Ticks % TimeSpan.TicksPerSecond));
    }

    // Repeated parameters are reported: it is unknown which value was intended.
    private static SortedDictionary<string, string> Repeated(HttpRequest request)
    {
        var repeated = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, _) in request.Query.Where(static parameter => parameter.Value.Count > 1)
            .Where(static parameter => IsKnown(parameter.Key) && !IsRepeatable(parameter.Key)))
        {
            repeated[name] = $"{name} is given more than once; give it one value.";
        }

        return repeated;
    }

    /// <summary>Whether a parameter is known in an address of the list.</summary>
    public static bool IsKnown(string name)
        => s_own.Contains(name, StringComparer.Ordinal) || ConversationFilters.All.Any(filter => string.Equals(filter.Name, name, StringComparison.Ordinal));

    /// <summary>Whether a parameter may be repeated: a form sends each chosen column.</summary>
    public static bool IsRepeatable(string name) => name is ListAddress.Columns || ConversationFilters.IsRepeatable(name);

    private static int NumberOf(string? page)
        => int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and <= MostPages ? number : 1;
}
