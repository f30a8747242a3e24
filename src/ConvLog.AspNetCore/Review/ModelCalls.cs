using ConvLog.Records;

namespace ConvLog.AspNetCore.Review;

/// <summary>The logged model calls of a turn.</summary>
internal static class ModelCalls
{
    /// <summary>The model calls of a turn. The one that represents the usage of a turn without model calls has the turn's ID, and is omitted.</summary>
    public static IReadOnlyList<ModelCallView> Of(TurnView turn)
        => [.. turn.ModelCalls.Where(call => !string.Equals(call.Id, turn.Id, StringComparison.Ordinal))];

    /// <summary>The number of messages at the beginning of a request that the model had read before.</summary>
    public static int EarlierOf(ModelCallView call) => call.Request.TakeWhile(static message => !message.IsNew).Count();
}
