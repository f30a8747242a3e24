using ConvLog.AspNetCore.Api.Parameters;

namespace ConvLog.AspNetCore.Api.Groups;

/// <content>Filters of model calls.</content>
internal static partial class ConversationFilters
{
    private static Filter[] Models =>
    [
        OrNot(
            new TextValue(
                "model",
                "Only with a model call of this model, or a turn whose usage names it. With turn_from, turn_to, min_latency_ms or max_latency_ms, one turn "
                    + "meets all of them; with provider, one model call meets both.",
                Longest: 1_024)
            {
                Label = "Model",
            },
            static (query, value) => query with { Model = value }),
        OrNot(
            new TextValue(
                "provider",
                "Only with a model call to this provider; see model for what holds for the same turn and the same call.",
                Longest: 1_024)
            {
                Label = "Provider",
            },
            static (query, value) => query with { Provider = value }),
    ];
}
