using System.Globalization;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Text;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>The address of the list. It contains all filters, the order and the position, so that it can be bookmarked and shared.</summary>
/// <param name="home">The list's path.</param>
/// <param name="parameters">The query without empty and unknown parameters.</param>
internal sealed class ListAddress(string home, IReadOnlyDictionary<string, string> parameters)
{
    public const string Cursor = "cursor";
    public const string Page = "page";
    public const string Period = "period";
    public const string Sort = "sort";
    public const string Order = "order";
    public const string From = "from";
    public const string Started = "started_from";
    public const string Until = "to";
    public const string Text = "q";

    /// <summary>The saved view of the list; <see cref="AllViews"/> for none.</summary>
    public const string View = "view";

    /// <summary>The whole list as a view: without the parameter, the list opens with the default view.</summary>
    public const string AllViews = "all";

    /// <summary>The columns of the list.</summary>
    public const string Columns = "columns";

    /// <summary><see cref="AllCounted"/> to count the facets and bars of a long list as well, for which the page takes longer.</summary>
    public const string Counted = "counted";

    /// <summary>The value of <see cref="Counted"/>.</summary>
    public const string AllCounted = "all";

    /// <summary>The position of a conversation in the list from which it was opened; never in an address of the list itself.</summary>
    public const string Queue = "queue";

    /// <summary>The names of filters with unreadable values. They are kept in addresses of the list, but not in those of other routes.</summary>
    public IEnumerable<string> Unread { get; init; } = [];

    /// <summary>The value of a parameter; null if it is missing.</summary>
    public string? this[string name] => parameters.GetValueOrDefault(name);

    /// <summary>Whether the list has filters.</summary>
    public bool IsFiltered => Filters.Any();

    /// <summary>The names of the filters that are set.</summary>
    public IEnumerable<string> Filters => parameters.Keys.Where(static name => !IsOwn(name));

    /// <summary>The address of the whole list in the same order.</summary>
    public string Unfiltered
    {
        get
        {
            var whole = parameters.Where(static parameter => parameter.Key is Sort or Order or Columns);
            return To(this[View] is null ? whole : whole.Append(KeyValuePair.Create(View, AllViews)));
        }
    }

    /// <summary>The filters and the order as a query, for pages that are opened from the list and link back to it; empty for none.</summary>
    public string LinkQuery => AsQuery();

    /// <summary>The first page as fields of a form that sets some parameters.</summary>
    /// <param name="names">The parameters.</param>
    public IEnumerable<(string Name, string Value)> Without(params IReadOnlyList<string> names)
        => Changed([.. names.Select(static name => (name, (string?)null)), (Cursor, null), (Page, null), (Queue, null), .. BeginningOfPeriod])
            .Select(static parameter => (parameter.Key, parameter.Value));

    /// <summary>The query of a saved view: as <see cref="LinkQuery"/>, without the view itself.</summary>
    /// <param name="left">Filters to omit.</param>
    public string Saved(params IReadOnlyList<string> left)
        => AsQuery([(View, null), (Counted, null), (Queue, null), .. left.Select(static name => (name, (string?)null))]);

    /// <summary>As <see cref="LinkQuery"/>, with the position of a conversation in the list.</summary>
    /// <param name="place">The position; null if unknown.</param>
    public string LinkQueryAt(QueuePosition? place) => AsQuery((Queue, place?.ToString()));

    /// <summary>All parameters as a query; empty for the whole list.</summary>
    public string FullQuery => RequestQuery.Address("", parameters.Select(static parameter => (parameter.Key, (string?)parameter.Value))).TrimStart('?');

    /// <summary>The first page, with some parameters set or, for null, removed.</summary>
    public string With(params ReadOnlySpan<(string Name, string? Value)> changes)
        => To(Changed([.. changes, (Cursor, null), (Page, null), (Queue, null), .. BeginningOfPeriod]));

    /// <summary>
    /// Another page of the same list. A period is also given by its start, so that the cursor continues in the list for which it was created.
    /// </summary>
    /// <param name="cursor">The cursor of the page.</param>
    /// <param name="page">The number of the page; null if pages are not counted.</param>
    /// <param name="from">The start of the period; null for none.</param>
    public string At(string cursor, int? page, DateTimeOffset? from)
        => To(Changed([(Cursor, cursor), (Page, page?.ToString(CultureInfo.InvariantCulture)), (Queue, null),
            .. this[Period] is null ? [] : ((string, string?)[])[(From, Machine(from))]]));

    /// <summary>The filters and the order, as a query for another route with the same parameters.</summary>
    /// <param name="first">Parameters to place before them.</param>
    /// <param name="from">The start of the requested time; null for no start.</param>
    /// <param name="to">Its end.</param>
    public string Query(string first, DateTimeOffset? from, DateTimeOffset? to)
    {
        var query = Changed([(Cursor, null), (Page, null), (View, null), (Columns, null), (Counted, null), (Queue, null), (Period, null),
            (From, Machine(from)), (Until, Machine(to)),
            .. Unread.Except([From, Until], StringComparer.Ordinal).Select(static name => (name, (string?)null))]);
        return first + string.Concat(query.Select(static parameter => $"&{parameter.Key}={Uri.EscapeDataString(parameter.Value)}"));
    }

    /// <summary>A time for an address, to the second; null for none.</summary>
    public static string? Machine(DateTimeOffset? time) => time is { } known ? ShownTime.Address(known) : null;

    /// <summary>A time for an address, with fractions of a second.</summary>
    public static string Exactly(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    // An address with a cursor also has the start of its period: see At.
    private IReadOnlyList<(string, string?)> BeginningOfPeriod => this[Period] is null ? [] : [(From, null)];

    private string AsQuery(params IReadOnlyList<(string Name, string? Value)> changes)
        => RequestQuery.Address("", Changed([.. changes, (Cursor, null), (Page, null), .. BeginningOfPeriod])
            .Select(static parameter => (parameter.Key, (string?)parameter.Value))).TrimStart('?');

    private static bool IsOwn(string name) => name is Cursor or Page or Sort or Order or View or Columns or Counted or Queue;

    private SortedDictionary<string, string> Changed(IReadOnlyList<(string Name, string? Value)> changes)
    {
        var changed = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in parameters)
        {
            changed[name] = value;
        }

        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                changed.Remove(name);
            }
            else
            {
                changed[name] = value;
            }
        }

        return changed;
    }

    private string To(IEnumerable<KeyValuePair<string, string>> query)
        => RequestQuery.Address(home, query.Select(static parameter => (parameter.Key, (string?)parameter.Value)));
}
