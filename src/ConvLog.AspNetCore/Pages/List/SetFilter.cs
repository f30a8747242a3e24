using System.Globalization;
using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Text;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>A filter in the address.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Value">Its value, as in the address.</param>
/// <param name="Without">The address of the list without it.</param>
internal sealed record SetFilter(string Name, string Value, string Without)
{
    // Filters that must match the same call, see ConversationQuery.Outcome.
    private static readonly IReadOnlySet<string> s_ofCall = new HashSet<string>(
        ["function", "function_name", "call_from", "call_to", "function_outcome", "min_function_ms", "error_type"], StringComparer.Ordinal);

    // Filters that must match that call if the query has a filter of a call, and the whole conversation otherwise.
    private static readonly IReadOnlySet<string> s_inCall = new HashSet<string>(["api_status", "api_status_class", "level", "field"], StringComparer.Ordinal);

    /// <summary>Its label.</summary>
    public string Label => Limit is var (_, sign) ? LabelOf(Name)[..^1] + sign : LabelOf(Name);

    /// <summary>The value, if it is a readable time.</summary>
    public DateTimeOffset? Time { get; private init; }

    /// <summary>Whether it must match a function call, together with the other filters of calls.</summary>
    public bool IsOfCall { get; private init; }

    /// <summary>Whether the form has a field for it.</summary>
    public bool HasField { get; private init; }

    /// <summary>The address of the list with the negated filter; null if there is none or it is not shown.</summary>
    public string? Excluded { get; private init; }

    /// <summary>The displayed value.</summary>
    public string Shown => Limit is var (limit, _) ? ShownDuration.Limit(limit)
        : Find(Name)?.Labels.FirstOrDefault(choice => string.Equals(choice.Word, Value, StringComparison.Ordinal)).Label ?? Value;

    /// <summary>The text between the label and the value.</summary>
    public string Separator => Label[^1] is '≥' or '>' or '≤' or '<' ? " " : ": ";

    // A readable limit of a duration with its comparison. A limit of a millisecond next to a whole second excludes that second.
    private (TimeSpan Limit, char Sign)? Limit
    {
        get
        {
            if (!Name.EndsWith("_ms", StringComparison.Ordinal) || !int.TryParse(Value, NumberStyles.None, CultureInfo.InvariantCulture, out int limit))
            {
                return null;
            }

            bool isLeast = Name.StartsWith("min_", StringComparison.Ordinal);
            int next = isLeast ? limit - 1 : limit + 1;
            return next > 0 && next % 1_000 == 0
                ? (TimeSpan.FromMilliseconds(next), isLeast ? '>' : '<') : (TimeSpan.FromMilliseconds(limit), isLeast ? '≥' : '≤');
        }
    }

    /// <summary>The label of a filter on pages.</summary>
    public static string LabelOf(string name) => Find(name)?.Label ?? name;

    /// <summary>The filters of an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="query">The query of the address.</param>
    /// <param name="hasField">Whether the form has a field for a parameter, or a button for its value.</param>
    public static IEnumerable<SetFilter> Of(ListAddress address, ConversationQuery query, Func<string, bool> hasField)
        => address.Filters.Select(name => new SetFilter(name, address[name]!, address.With((name, null)))
        {
            Time = TimeOf(name, query),
            HasField = hasField(name),
            IsOfCall = address.Filters.Any(s_ofCall.Contains) && (s_ofCall.Contains(name) || s_inCall.Contains(name)),
        }).OrderByDescending(static filter => filter.IsOfCall).ThenByDescending(static filter => s_ofCall.Contains(filter.Name));

    /// <summary>The filter with the address of the list with the negated filter, if there is one.</summary>
    /// <param name="address">The address that sets it.</param>
    public SetFilter WithExcluded(ListAddress address)
        => ConversationFilters.IsRepeatable(Name) || Find(ConversationFilters.Not + Name) is not { } negated
            ? this : this with { Excluded = address.With((Name, null), (negated.Name, Value)) };

    private static ApiParameter? Find(string name)
        => ConversationFilters.All.FirstOrDefault(filter => string.Equals(filter.Name, name, StringComparison.Ordinal));

    private static DateTimeOffset? TimeOf(string name, ConversationQuery query) => name switch
    {
        "from" => query.From,
        "to" => query.To,
        "started_from" => query.StartedFrom,
        "turn_from" => query.TurnFrom,
        "turn_to" => query.TurnTo,
        "call_from" => query.CallFrom,
        "call_to" => query.CallTo,
        _ => null,
    };
}
