using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Groups;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>A filter that is set by the address.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Value">Its value, as in the address.</param>
/// <param name="Without">The address of the list without it.</param>
internal sealed record SetFilter(string Name, string Value, string Without)
{
    // These hold for one and the same call, see ConversationQuery.Outcome.
    private static readonly IReadOnlySet<string> s_ofCall = new HashSet<string>(
        ["function", "function_name", "call_from", "call_to", "function_outcome", "min_function_ms", "error_type"], StringComparer.Ordinal);

    // These hold for that call if the query has a filter of a call, and for the whole conversation otherwise.
    private static readonly IReadOnlySet<string> s_inCall = new HashSet<string>(["api_status", "level", "field"], StringComparer.Ordinal);

    /// <summary>What it is called.</summary>
    public string Label => LabelOf(Name);

    /// <summary>The value, where it is a time that can be read.</summary>
    public DateTimeOffset? Time { get; private init; }

    /// <summary>Whether it holds for one function call, together with the others that do.</summary>
    public bool IsOfCall { get; private init; }

    /// <summary>Whether the form has a field for it.</summary>
    public bool HasField { get; private init; }

    /// <summary>The address of the list of what it leaves out; null where there is none, or none is shown.</summary>
    public string? Excluded { get; private init; }

    /// <summary>The value as the form shows it.</summary>
    public string Shown => Find(Name)?.Field?.Choices.FirstOrDefault(choice => string.Equals(choice.Word, Value, StringComparison.Ordinal)).Label ?? Value;

    /// <summary>What a filter is called on pages.</summary>
    public static string LabelOf(string name)
    {
        var filter = Find(name);
        return filter?.Field?.Label ?? filter?.Label ?? name;
    }

    /// <summary>Those of an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="query">What the address asks for.</param>
    /// <param name="hasField">Whether the form has a field for a parameter, or a button for its value.</param>
    public static IEnumerable<SetFilter> Of(ListAddress address, ConversationQuery query, Func<string, bool> hasField)
        => address.Filters.Select(name => new SetFilter(name, address[name]!, address.With((name, null)))
        {
            Time = TimeOf(name, query),
            HasField = hasField(name),
            IsOfCall = address.Filters.Any(s_ofCall.Contains) && (s_ofCall.Contains(name) || s_inCall.Contains(name)),
        }).OrderByDescending(static filter => filter.IsOfCall).ThenByDescending(static filter => s_ofCall.Contains(filter.Name));

    /// <summary>The filter with the address of the list of what it leaves out, where there is one.</summary>
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
