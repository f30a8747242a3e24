using System.Globalization;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Text;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>The address of the list: every filter, the order and the place stand in it, so that it can be kept and passed on.</summary>
/// <param name="home">The list's path.</param>
/// <param name="parameters">What stands in the query, without what is empty or unknown.</param>
internal sealed class ListAddress(string home, IReadOnlyDictionary<string, string> parameters)
{
    public const string Cursor = "cursor";
    public const string Page = "page";
    public const string Period = "period";
    public const string Sort = "sort";
    public const string Order = "order";
    public const string From = "from";
    public const string Until = "to";
    public const string Text = "q";

    /// <summary>The saved view that the list is in; <see cref="AllViews"/> for none.</summary>
    public const string View = "view";

    /// <summary>The view that is the whole list: without a view, the list opens with the default one.</summary>
    public const string AllViews = "all";

    /// <summary>The columns of the list.</summary>
    public const string Columns = "columns";

    /// <summary>The place of a conversation in the list that it was opened from; in no address of the list itself.</summary>
    public const string Queue = "queue";

    /// <summary>The names of filters whose values cannot be read. They stay in addresses of the list, and are in none of another route.</summary>
    public IEnumerable<string> Unread { get; init; } = [];

    /// <summary>The value of a parameter; null where it is not given.</summary>
    public string? this[string name] => parameters.GetValueOrDefault(name);

    /// <summary>Whether anything is left out of the list.</summary>
    public bool IsFiltered => Filters.Any();

    /// <summary>The names of the filters that are set.</summary>
    public IEnumerable<string> Filters => parameters.Keys.Where(static name => !IsOwn(name));

    /// <summary>The whole list, in the same order.</summary>
    public string Unfiltered
    {
        get
        {
            var whole = parameters.Where(static parameter => parameter.Key is Sort or Order or Columns);
            return To(this[View] is null ? whole : whole.Append(KeyValuePair.Create(View, AllViews)));
        }
    }

    /// <summary>The filters and the order as a query, for pages that were opened from the list and lead back to it; empty where none is set.</summary>
    public string Kept => AsQuery();

    /// <summary>The first page as fields of a form that sets a parameter.</summary>
    /// <param name="name">The parameter.</param>
    public IEnumerable<(string Name, string Value)> Without(string name)
        => Changed([(name, null), (Cursor, null), (Page, null), (Queue, null), .. BeginningOfPeriod])
            .Select(static parameter => (parameter.Key, parameter.Value));

    /// <summary>What a view keeps: as <see cref="Kept"/>, without the view itself.</summary>
    /// <param name="left">Filters that it does not keep.</param>
    public string Saved(params IReadOnlyList<string> left) => AsQuery([(View, null), (Queue, null), .. left.Select(static name => (name, (string?)null))]);

    /// <summary>As <see cref="Kept"/>, with the place of a conversation in the list.</summary>
    /// <param name="place">The place; null where it is not known.</param>
    public string KeptAt(QueuePlace? place) => AsQuery((Queue, place?.ToString()));

    /// <summary>All of it, as a query; empty for the whole list.</summary>
    public string Whole => RequestQuery.Address("", parameters.Select(static parameter => (parameter.Key, (string?)parameter.Value))).TrimStart('?');

    /// <summary>The first page, with some parameters set or, by null, taken out.</summary>
    public string With(params ReadOnlySpan<(string Name, string? Value)> changes)
        => To(Changed([.. changes, (Cursor, null), (Page, null), (Queue, null), .. BeginningOfPeriod]));

    /// <summary>
    /// Another page of the same list. A period stands there by its beginning as well: a cursor goes on in the very list that it was made for.
    /// </summary>
    /// <param name="cursor">Where it goes on.</param>
    /// <param name="page">Which page it is; null where pages are not counted.</param>
    /// <param name="from">When the period began; null where there is none.</param>
    public string At(string cursor, int? page, DateTimeOffset? from)
        => To(Changed([(Cursor, cursor), (Page, page?.ToString(CultureInfo.InvariantCulture)), (Queue, null),
            .. this[Period] is null ? [] : ((string, string?)[])[(From, Machine(from))]]));

    /// <summary>The filters and the order, as the query of another route that knows them.</summary>
    /// <param name="first">What stands before them.</param>
    /// <param name="from">When the time that is asked for begins; null where it does not.</param>
    /// <param name="to">When it ends.</param>
    public string Query(string first, DateTimeOffset? from, DateTimeOffset? to)
    {
        var query = Changed([(Cursor, null), (Page, null), (View, null), (Columns, null), (Queue, null), (Period, null),
            (From, Machine(from)), (Until, Machine(to)),
            .. Unread.Except([From, Until], StringComparer.Ordinal).Select(static name => (name, (string?)null))]);
        return first + string.Concat(query.Select(static parameter => $"&{parameter.Key}={Uri.EscapeDataString(parameter.Value)}"));
    }

    /// <summary>A time as addresses have it, to the second; null for none.</summary>
    public static string? Machine(DateTimeOffset? time) => time is { } known ? ShownTime.Address(known) : null;

    /// <summary>A time as addresses have it where a part of a second matters.</summary>
    public static string Exactly(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    // A period stands in an address by its beginning as well, where a cursor goes on in it: see At.
    private IReadOnlyList<(string, string?)> BeginningOfPeriod => this[Period] is null ? [] : [(From, null)];

    private string AsQuery(params IReadOnlyList<(string Name, string? Value)> changes)
        => RequestQuery.Address("", Changed([.. changes, (Cursor, null), (Page, null), .. BeginningOfPeriod])
            .Select(static parameter => (parameter.Key, (string?)parameter.Value))).TrimStart('?');

    private static bool IsOwn(string name) => name is Cursor or Page or Sort or Order or View or Columns or Queue;

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
