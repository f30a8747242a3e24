using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>The order of lists of conversations.</summary>
internal static class SortParameters
{
    public static readonly ChoiceValue<ConversationSort> Sort = new(
        "sort",
        "The sort key; default created.",
        [
            ("created", ConversationSort.Created), ("updated", ConversationSort.Updated), ("duration", ConversationSort.Duration),
            ("tokens", ConversationSort.Tokens), ("errors", ConversationSort.Errors),
        ]);

    public static readonly ChoiceValue<bool> Order = new("order", "desc (the default) or asc.", [("desc", false), ("asc", true)]);
}
