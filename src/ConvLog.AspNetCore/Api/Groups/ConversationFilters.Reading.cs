using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Groups;

/// <content>Reads the filters of a request.</content>
internal static partial class ConversationFilters
{
    /// <summary>The parameters for agent, environment, channel and time, which other lists share.</summary>
    public static IReadOnlyList<ApiParameter> CommonParameters => [Agent, Environment, Channel, Time.From, Time.To];

    /// <summary>Whether a filter may be given more than once.</summary>
    public static bool IsRepeatable(string name) => name is Problem or $"{Not}{Problem}";

    public static ConversationQuery Read(ApiCall call) => ReadFilters(call) with
    {
        Sort = SortParameters.Sort.Read(call) ?? ConversationSort.Created,
        Ascending = SortParameters.Order.Read(call) ?? false,
    };

    /// <summary>Reads the filters without the order.</summary>
    public static ConversationQuery ReadFilters(ApiCall call)
        => s_filters.Concat(s_negated).Aggregate(new ConversationQuery(), (query, filter) => filter.Set(query, call));

    /// <summary>Reads the parameters of <see cref="CommonParameters"/>.</summary>
    public static ConversationQuery ReadCommon(ApiCall call)
    {
        var (from, to) = Time.Read(call);
        return new ConversationQuery { AgentId = Agent.Read(call), Environment = Environment.Read(call), Channel = Channel.Read(call), From = from, To = to };
    }

    private static Filter Of<T>(QueryValue<T> parameter, Func<ConversationQuery, T, ConversationQuery> set)
        => new([parameter], (query, call) => set(query, parameter.Read(call)));

    // A filter together with its negation.
    private static Filter OrNot<T>(QueryValue<T> parameter, Func<ConversationQuery, T, ConversationQuery> set)
    {
        var negated = parameter with
        {
            Name = Not + parameter.Name,
            Description = $"Leaves out what {parameter.Name} finds.",
            Label = $"{parameter.Label} is not",
            Example = null,
        };
        return Of(parameter, set) with
        {
            Negated = new([negated], (query, call)
                => negated.Read(call) is { } value ? query with { Not = set(query.Not ?? new ConversationQuery(), value) } : query),
        };
    }

    private static Filter Between<T>(QueryValue<T?> min, QueryValue<T?> max, Func<ConversationQuery, T?, T?, ConversationQuery> set)
        where T : struct, IComparable<T>
        => new([min, max], (query, call) =>
        {
            var (least, most) = (min.Read(call), max.Read(call));
            return least is { } from && most is { } to && from.CompareTo(to) > 0
                ? throw ApiProblemException.Invalid(max.Name, $"{max.Name} must be at least {min.Name}: the range between them is empty.")
                : set(query, least, most);
        });

    private static TimeSpan? Milliseconds(long? count) => count is { } known ? TimeSpan.FromMilliseconds(known) : null;

    private sealed record Filter(IReadOnlyList<ApiParameter> Parameters, Func<ConversationQuery, ApiCall, ConversationQuery> Set)
    {
        /// <summary>The negated filter; null for none.</summary>
        public Filter? Negated { get; init; }
    }
}
