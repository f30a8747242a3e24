using ConvLog.AspNetCore.Api.Parameters;

namespace ConvLog.AspNetCore.Api.Groups;

/// <content>Filters by scores, metrics, labels, reasons and assignments.</content>
internal static partial class ConversationFilters
{
    private static Filter Assigned()
    {
        var assigned = new TextValue(
            "assigned",
            "Only assigned to the colleague of this name; me is the caller, none is nobody, any is anybody.",
            Longest: 1_024)
        {
            Label = "Assigned to",
            Example = AssigneeKeywords.Me,
        };
        var notAssigned = assigned with
        {
            Name = Not + assigned.Name,
            Description = "Leaves out what is assigned to the colleague of this name; me is the caller.",
            Label = "Assigned to is not",
            Example = null,
        };
        return new([assigned], (query, call) => assigned.Read(call) switch
        {
            null => query,
            AssigneeKeywords.None => query with { IsAssigned = false },
            AssigneeKeywords.Any => query with { IsAssigned = true },
            var name => AssigneeKeywords.Find(query, name, call.Reader),
        })
        {
            Negated = new([notAssigned], (query, call) => notAssigned.Read(call) switch
            {
                null => query,
                AssigneeKeywords.None or AssigneeKeywords.Any => throw ApiProblemException.Invalid(notAssigned.Name,
                    $"{notAssigned.Name} is a name or {AssigneeKeywords.Me}. For assigned to anybody, use {assigned.Name}={AssigneeKeywords.Any}; for nobody, "
                        + $"{assigned.Name}={AssigneeKeywords.None}."),
                var name => query with { Not = AssigneeKeywords.Find(query.Not ?? new(), name, call.Reader) },
            }),
        };
    }

    private static IEnumerable<Filter> Scored() =>
    [
        OrNot(
            new ScoreFilterValue(
                "score",
                "Only with a score of this name, of the conversation, a turn or a call, that compares so: name:comparison:value with eq, ne, lt, le, gt or ge, "
                    + "such as csat:ge:4, resolved:eq:true, tone:ne:friendly; or any, by the name alone. Thumbs are the score rating, true or false.")
            {
                Label = "Score",
                Example = "csat:ge:4",
            },
            static (query, value) => query with { Score = value }),
        OrNot(
            new ScoreFilterValue("metric", "Only with a metric of this name that compares so, as in score. Personal metrics never match.")
            {
                Label = "Metric",
                Example = "retries:gt:2",
            },
            static (query, value) => query with { Metric = value }),
        OrNot(
            new TextValue("label", "Only with this label on the conversation or a turn.", Longest: 1_024) { Label = "Label" },
            static (query, value) => query with { Label = value }),
        OrNot(
            new TextValue("reason", "Only with a rating for this reason.", Longest: 1_024) { Label = "Rating reason" },
            static (query, value) => query with { Reason = value }),
        Assigned(),
    ];
}
